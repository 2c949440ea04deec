public import LoadPlan
public import Measurement
import Synchronization

/// Puts one task's share of a test plan on its target, and measures.
///
/// Each event loop runs on a thread of its own with virtual users, connections and histograms of its own; at the end of a
/// window it hands its counts over, and the reporter adds up the loops' windows. See docs/decisions/0004-event-loop.md.
public final class LoadEngine: Sendable {
    private let plan: TestPlan
    private let requestBytes: [UInt8]
    private let loops: Int
    private let addressBook: AddressBook
    private let targetPolicy: TargetPolicy
    private let control = LoopControl()

    /// Sockets are left for results, logs and name resolution.
    private static let reservedDescriptors = 64

    /// Checks and serialises the request.
    /// - Parameters:
    ///   - tasksOnThisMachine: worker processes that share this machine's cores; 1 where a task has its own.
    ///   - targetPolicy: what may be connected to. It is asked before every connection, about the address itself, wherever
    ///     that comes from; requests for which it leaves no address are counted as `target_refused`.
    /// - Throws: `EngineError` when the request cannot be sent as HTTP/1.1 or an address override is none.
    public convenience init(
        plan: TestPlan,
        tasksOnThisMachine: Int = 1,
        targetPolicy: TargetPolicy = .local
    ) throws {
        try self.init(
            plan: plan,
            tasksOnThisMachine: tasksOnThisMachine,
            targetPolicy: targetPolicy,
            addressBook: AddressBook(overrides: plan.client.resolveOverrides)
        )
    }

    init(plan: TestPlan, tasksOnThisMachine: Int, targetPolicy: TargetPolicy, addressBook: AddressBook) throws {
        self.plan = plan
        self.targetPolicy = targetPolicy
        self.addressBook = addressBook
        requestBytes = try plan.request.serialized(keepAlive: plan.client.keepAlive)
        let cores = Host.availableCores / max(1, tasksOnThisMachine)
        loops = max(1, plan.client.loops > 0 ? plan.client.loops : cores)
    }

    /// Raises the descriptor limit, resolves the target's name and tries the trust store, so that none of it disturbs the load.
    /// A name that does not resolve is no error here: its requests are counted as `dns`.
    /// - Throws: `EngineError` when the trust store cannot be read.
    public func prepare() async throws {
        Host.raiseDescriptorLimit()
        let origin = Origin(plan.request.url, turn: 0)
        if origin.isSecure { _ = try TLSContext(plan.client.tls, origins: 1) }
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let resolve: @Sendable () -> Void = { [addressBook] in
                addressBook.resolve(origin.endpoint)
                continuation.resume()
            }
            do { try NativeThread.start(resolve) } catch { resolve() }
        }
        try addressBook.keepFresh()
    }

    /// Puts `share` of the plan on the target, from `start` until the last request has its outcome.
    /// - Parameters:
    ///   - start: when arrival 0 of the run is due.
    ///   - startedAt: the same moment in epoch milliseconds; window i begins at `startedAt + i × windowLength`.
    ///   - windowLength: milliseconds per window.
    ///   - onWindow: gets each closed window, in order, on a thread of the engine's. The load does not wait for it.
    /// - Throws: `EngineError` when event loops cannot be started.
    public func run(
        share: Segment,
        start: ContinuousClock.Instant,
        startedAt: Int64,
        windowLength: Int64,
        onWindow: @escaping @Sendable (WindowReport) -> Void
    ) async throws -> GeneratorHealth {
        defer { addressBook.close() }
        let begin = MonotonicClock.now() + (ContinuousClock.now.duration(to: start)).nanoseconds
        let configurations = makeConfigurations(share: share, start: begin, windowLength: windowLength)
        let usage = ResourceUsage.now()
        let exchange = WindowExchange()
        let reporter = Reporter(
            exchange: exchange,
            loops: configurations.count,
            endpoint: plan.request.endpointName,
            startedAt: startedAt,
            start: begin,
            windowLength: windowLength,
            onWindow: onWindow
        )
        for configuration in configurations {
            try NativeThread.start { [addressBook, control] in
                do {
                    var loop = try EventLoop(
                        configuration,
                        exchange: exchange,
                        addressBook: addressBook,
                        control: control
                    )
                    loop.run()
                } catch {
                    exchange.fail(error, loop: configuration.index)
                }
            }
        }
        let outcome = await withCheckedContinuation { continuation in
            let report: @Sendable () -> Void = { continuation.resume(returning: reporter.run()) }
            do { try NativeThread.start(report) } catch { report() }
        }
        if let error = outcome.error { throw error }
        return outcome.health(since: usage)
    }

    /// No further arrivals; requests in flight are awaited. Idempotent, safe from any thread.
    public func stop() {
        control.stop()
    }

    private func makeConfigurations(share: Segment, start: Int64, windowLength: Int64) -> [LoopConfiguration] {
        let users = share.share(of: plan.virtualUsers)
        // A loop without virtual users could send nothing of its share.
        let active = max(1, min(loops, users))
        let sockets = max(1, (Host.descriptorLimit - Self.reservedDescriptors) / active)
        return (0..<active).map { index in
            let segment = share.part(index, of: active)
            return LoopConfiguration(
                index: index,
                segment: segment,
                virtualUsers: segment.share(of: plan.virtualUsers),
                profile: plan.profile,
                precision: plan.precision,
                client: plan.client,
                request: plan.request,
                requestBytes: requestBytes,
                targetPolicy: targetPolicy,
                start: start,
                windowLength: windowLength * 1_000_000,
                descriptorLimit: sockets
            )
        }
    }
}

extension Duration {
    /// The duration in nanoseconds.
    var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
