public import LoadPlan
import Synchronization

/// One request of a trial run, setup or teardown, and what came of it. Secrets are taken out.
public struct StepOutcome: Sendable {
    /// The step's name.
    public var step: String
    /// The request as it was sent.
    public var request: String
    /// The response as it arrived, its content included; cut off after a megabyte. Empty where none did.
    public var response: String
    /// Status of the response; 0 where there is none.
    public var status: Int
    /// Seconds from the send to the last byte of the response.
    public var seconds: Double
    /// Seconds from the send to the first byte of the response.
    public var secondsToFirstByte: Double
    /// Label of the error, where there was one.
    public var error: String?
    /// The step's checks, in order, and whether they held.
    public var checks: [(name: String, passed: Bool)]
    /// What was captured, in order.
    public var captures: [(name: String, value: String)]
    /// Captures that found nothing.
    public var missing: [String]
    /// A redirect asked for the request.
    public var isRedirect: Bool
}

extension LoadEngine {
    /// Does the plan's setup.
    /// - Returns: What its steps captured, by name.
    /// - Throws: `EngineError` where a step did not succeed, with the step, what was sent and what came back.
    public func setUp() async throws -> [String: String] {
        try await runOnce(plan.setup, as: "setup")
    }

    /// Does the plan's teardown, which knows what setup captured.
    /// - Throws: As ``setUp()``.
    public func tearDown() async throws {
        _ = try await runOnce(plan.teardown, as: "teardown")
    }

    /// Does one iteration of a scenario and tells of each request as its outcome comes in. A check that fails its request does not end
    /// it, as it does not under load.
    /// - Parameter iteration: number of the iteration in the run: it decides about rows and random values.
    /// - Throws: `EngineError` where it could not begin.
    public func tryOut(
        _ scenario: Scenario,
        iteration: Int = 0,
        onOutcome: @escaping @Sendable (StepOutcome) -> Void
    ) async throws {
        try await once(scenario, iteration: iteration, onOutcome)
    }

    /// Does steps once, in order, on a loop of their own.
    /// - Parameters:
    ///   - name: what they are called in messages.
    ///   - onOutcome: told of each request, on a thread of the engine's.
    /// - Returns: What was captured, by name.
    /// - Throws: `EngineError` where a request got no whole response, a check that fails its request did not hold, a capture found
    ///   nothing, or the status is 400 or above and no check of the step is about it.
    public func runOnce(
        _ steps: [Step],
        as name: String,
        onOutcome: @escaping @Sendable (StepOutcome) -> Void = { _ in }
    ) async throws -> [String: String] {
        guard !steps.isEmpty else { return [:] }
        let outcomes = Mutex<[StepOutcome]>([])
        try await once(Scenario(name: name, steps: steps), iteration: 0) { outcome in
            outcomes.withLock { $0.append(outcome) }
            onOutcome(outcome)
        }
        let judged = Set(steps.requests.filter { $0.checks.contains { $0.source == .status } }.map(\.name))
        var captures: [String: String] = [:]
        for outcome in outcomes.withLock({ $0 }) {
            let isRefused = outcome.status >= 400 && !judged.contains(outcome.step)
            if outcome.error != nil || isRefused {
                throw EngineError(.step, "The step '\(outcome.step)' of \(name) did not succeed: \(outcome.reason).")
            }
            for (name, value) in outcome.captures { captures[name] = value }
        }
        return captures
    }

    private func once(
        _ scenario: Scenario,
        iteration: Int,
        _ onOutcome: @escaping @Sendable (StepOutcome) -> Void
    ) async throws {
        let secrets = try await resolveSecrets()
        let redaction = Redaction(Array(secrets.values))
        guard let program = try compile([scenario], secrets: secrets) else { return }
        let dataSets = try plan.dataSets.map { try DataRows($0) }
        var configuration = configuration(start: MonotonicClock.now(), windowLength: Self.longestOnce * 1_000_000_000)
        configuration.profile = .closed(seconds: Double(Self.longestOnce))
        configuration.userStages = []
        configuration.program = program
        configuration.dataSets = dataSets
        configuration.identity = try identity(secrets)
        configuration.proxy = try proxyRoute(secrets)
        // The loop's first iteration has the wanted number.
        configuration.segment = Segment(index: iteration, of: max(1, iteration + 1))
        configuration.iterations = iteration + 1
        try await run(configuration, program, redaction, onOutcome)
    }

    /// Seconds after which steps that are done once are given up.
    private static var longestOnce: Int64 { 3600 }

    private func run(
        _ configuration: LoopConfiguration,
        _ program: JourneyProgram,
        _ redaction: Redaction,
        _ onOutcome: @escaping @Sendable (StepOutcome) -> Void
    ) async throws {
        let exchange = WindowExchange(program.layout)
        let control = LoopControl()
        let book = addressBook
        let work: @Sendable () -> Void = {
            for url in program.parts.origins { book.resolve(Origin(url, via: configuration.proxy, turn: 0).endpoint) }
            let trace = JourneyTrace { onOutcome(StepOutcome($0, redaction)) }
            do {
                var loop = try EventLoop(
                    configuration,
                    exchange: exchange,
                    addressBook: book,
                    control: control,
                    trace: trace
                )
                loop.run()
            } catch {
                exchange.fail(error, loop: 0)
            }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let body: @Sendable () -> Void = {
                    work()
                    continuation.resume()
                }
                do { try NativeThread.start(body) } catch { body() }
            }
        } onCancel: {
            control.stop()
        }
        if let error = exchange.error { throw error }
    }
}

extension StepOutcome {
    init(_ exchange: JourneyTrace.Exchange, _ redaction: Redaction) {
        step = exchange.step
        request = redaction.text(exchange.request)
        response = redaction.text(exchange.response)
        status = Int(exchange.status)
        seconds = Double(exchange.duration) / 1e9
        secondsToFirstByte = Double(exchange.timeToFirstByte) / 1e9
        error = exchange.error
        checks = exchange.checks
        captures = exchange.captures.map { ($0.name, redaction.text(Array($0.value.utf8))) }
        missing = exchange.missing
        isRedirect = exchange.isRedirect
    }

    /// Why the step did not succeed, with what was sent and what came back. It goes into logs, messages and results: contents stay
    /// out of it, as the password stands in that of a login and the token in its response. That of a refusal says why.
    fileprivate var reason: String {
        let failed = checks.filter { !$0.passed }.map { "the check '\($0.name)' did not hold" }
        let lost = missing.map { "nothing was found for '\($0)'" }
        let what = failed + lost + (failed.isEmpty && lost.isEmpty ? [error ?? "the status is \(status)"] : [])
        let answer = status >= 400 ? response : Self.withoutContent(response)
        return what.joined(separator: ", ") + ". Sent:\n" + Self.shown(Self.withoutContent(request)) + "\nCame back:\n"
            + (response.isEmpty ? "nothing" : Self.shown(answer))
    }

    private static func withoutContent(_ text: String) -> String {
        guard let end = text.firstRange(of: "\r\n\r\n") else { return text }
        let bytes = text[end.upperBound...].utf8.count
        return text[..<end.lowerBound] + (bytes > 0 ? "\r\n(\(bytes) bytes of content, which 'run --debug' shows)" : "")
    }

    private static func shown(_ text: String) -> String {
        let longest = 2000
        return text.count > longest ? text.prefix(longest) + "…" : text
    }
}
