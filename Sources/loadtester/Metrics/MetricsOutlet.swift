import AWSClient
import AWSTransport
import Dashboard
import FoundationEssentials
import LoadPlan
import Reporting
import ResultPipeline
import Synchronization

/// Takes a run's metrics out while it goes on: to who asks (Prometheus) and to a collector (OpenTelemetry). Neither can slow
/// the run: a look that could not be sent is followed by the next.
final class MetricsOutlet: Sendable {
    /// From one message to the collector to the next.
    private static let interval = Duration.seconds(5)
    private static let timeout = Duration.seconds(4)

    private struct State {
        var latest: RunMetrics?
        var isTold = false
    }

    private let listener: (address: String, port: Int)?
    private let collector: String?
    private let state = Mutex(State())
    private let tasks = Mutex<[Task<Void, Never>]>([])

    init(listener: (String, Int)?, collector: String?) {
        self.listener = listener
        self.collector = collector
    }

    func show(_ metrics: RunMetrics) {
        state.withLock { $0.latest = metrics }
    }

    /// Begins to serve and to send. Where the address cannot be listened at there is one message, and a run all the same.
    /// - Parameter say: Takes a line for people.
    func begin(say: @escaping @Sendable (String) -> Void) {
        var begun: [Task<Void, Never>] = []
        if let listener {
            let server = MetricsServer(address: listener.address, port: listener.port) { [weak self] in
                self?.state.withLock { $0.latest }
            }
            begun.append(
                Task {
                    do {
                        try await server.run { say("  metrics at http://\(listener.address):\($0)/metrics") }
                    } catch is CancellationError {
                    } catch {
                        say("  note: metrics cannot be served at \(listener.address):\(listener.port): \(error)")
                    }
                }
            )
        }
        if let collector, let transport = try? AsyncHTTPTransport(environment: ProcessInfo.processInfo.environment) {
            begun.append(
                Task { [weak self] in
                    while !Task.isCancelled {
                        try? await Task.sleep(for: Self.interval)
                        guard let self else { break }
                        await self.send(to: collector, over: transport, say)
                    }
                    await transport.shutdown()
                }
            )
        }
        tasks.withLock { $0 += begun }
    }

    /// Sends the last look, and ends.
    func end() async {
        let begun = tasks.withLock { $0 }
        for task in begun { task.cancel() }
        for task in begun { await task.value }
    }

    private func send(
        to collector: String,
        over transport: AsyncHTTPTransport,
        _ say: @Sendable (String) -> Void
    ) async {
        guard let metrics = state.withLock({ $0.latest }) else { return }
        let request = TransportRequest(
            method: "POST",
            url: collector,
            headers: [AWSClient.HTTPField("content-type", OpenTelemetryMetrics.contentType)],
            body: OpenTelemetryMetrics(metrics, version: Product.version).bytes
        )
        // The last look is sent although the task is told to end.
        let outcome = await Task {
            try await transport.send(request, timeout: Self.timeout)
        }.result
        let problem: String? =
            switch outcome {
            case .success(let response) where (200..<300).contains(response.status): nil
            case .success(let response): "it answered with status \(response.status)"
            case .failure(let error): "\(error)"
            }
        guard let problem,
            state.withLock({ state in
                defer { state.isTold = true }; return !state.isTold
            })
        else { return }
        say("  note: metrics could not be sent to \(CredentialText.hidden(url: collector)): \(problem)")
    }
}
