public import LoadPlan
public import Measurement
import Synchronization

/// Puts one task's share of a test plan on its target, and measures.
///
/// Each event loop runs on a thread of its own with virtual users, connections and histograms of its own; at the end of a
/// window it hands its counts over, and the reporter adds up the loops' windows. See docs/decisions/0004-event-loop.md, and
/// 0018-journeys.md for plans with scenarios.
public final class LoadEngine: Sendable {
    /// Gives a secret's value. Called in `prepare()` only; the value is neither noted nor logged.
    public typealias SecretResolver = @Sendable (SecretReference) async throws -> String

    let plan: TestPlan
    let captures: [String: String]
    let resolveSecret: SecretResolver
    let signRequest: RequestSigner?
    let addressBook: AddressBook
    let targetPolicy: TargetPolicy
    let control = LoopControl()
    let prepared = Mutex<Preparation?>(nil)
    private let request: TracedRequest
    let recorder: (any RequestRecorder)?
    private let loops: Int

    /// Sockets are left for results, logs and name resolution.
    private static let reservedDescriptors = 64

    /// Checks and serialises the request, and compiles the scenarios.
    /// - Parameters:
    ///   - tasksOnThisMachine: worker processes that share this machine's cores; 1 where a task has its own.
    ///   - targetPolicy: what may be connected to. It is asked before every connection, about the address itself, wherever
    ///     that comes from; requests for which it leaves no address are counted as `target_refused`. A proxy needs its permission
    ///     for private targets.
    ///   - captures: what the plan's setup captured, by name: every iteration knows it.
    ///   - resolveSecret: where secrets come from; by default the environment and files.
    ///   - signRequest: how requests are signed for AWS; a plan that has such is refused without.
    ///   - recorder: gets a record of every request of the load; nil for none.
    /// - Throws: `EngineError` when a request cannot be sent as HTTP/1.1, an expression cannot be read, nothing gives a value, an
    ///   address override is none, or a proxy is not permitted.
    public convenience init(
        plan: TestPlan,
        tasksOnThisMachine: Int = 1,
        targetPolicy: TargetPolicy = .local,
        captures: [String: String] = [:],
        resolveSecret: @escaping SecretResolver = LocalSecrets.resolve,
        signRequest: RequestSigner? = nil,
        recorder: (any RequestRecorder)? = nil
    ) throws {
        try self.init(
            plan: plan,
            tasksOnThisMachine: tasksOnThisMachine,
            targetPolicy: targetPolicy,
            addressBook: AddressBook(overrides: plan.client.resolveOverrides),
            captures: captures,
            resolveSecret: resolveSecret,
            signRequest: signRequest,
            recorder: recorder
        )
    }

    init(
        plan: TestPlan,
        tasksOnThisMachine: Int,
        targetPolicy: TargetPolicy,
        addressBook: AddressBook,
        captures: [String: String] = [:],
        resolveSecret: @escaping SecretResolver = LocalSecrets.resolve,
        signRequest: RequestSigner? = nil,
        recorder: (any RequestRecorder)? = nil
    ) throws {
        self.plan = plan
        self.captures = captures
        self.resolveSecret = resolveSecret
        self.signRequest = signRequest
        self.targetPolicy = targetPolicy
        self.addressBook = addressBook
        self.recorder = recorder
        request = try TracedRequest(plan.request, plan.client)
        let cores = Host.availableCores / max(1, tasksOnThisMachine)
        loops = max(1, plan.client.loops > 0 ? plan.client.loops : cores)
        try checkScenarios()
        try checkProxy()
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
        let prepared = prepared.withLock { $0 }
        let needsNothing =
            plan.loadScenarios.isEmpty && plan.client.tls.clientCertificate == nil && plan.client.proxy == nil
        guard prepared != nil || needsNothing else {
            throw EngineError(.step, "The load cannot begin: it was not prepared.")
        }
        let preparation = prepared ?? Preparation()
        var configurations = makeConfigurations(preparation, share: share, start: begin, windowLength: windowLength)
        for index in configurations.indices { configurations[index].traceSeed = traceSeed(startedAt) }
        let usage = ResourceUsage.now()
        var layout = preparation.program?.layout ?? WindowLayout(endpoints: [.init(name: plan.request.endpointName)])
        layout.keepsExemplars = plan.client.traceparent
        let wallOffset = startedAt * 1_000_000 - begin
        let recording = try recording(layout, loops: configurations.count, wallOffset: wallOffset)
        let exchange = WindowExchange(layout)
        let reporter = Reporter(
            exchange: exchange,
            loops: configurations.count,
            layout: layout,
            startedAt: startedAt,
            start: begin,
            windowLength: windowLength,
            onWindow: onWindow
        )
        for configuration in configurations {
            let ring = recording?.rings[configuration.index]
            try NativeThread.start { [addressBook, control] in
                do {
                    var loop = try EventLoop(
                        configuration,
                        exchange: exchange,
                        addressBook: addressBook,
                        control: control,
                        records: ring?.producer
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
        let recorded = await recording?.end()
        if let error = outcome.error { throw error }
        var health = outcome.health(since: usage)
        health.raw = recorded?.account
        if let trouble = recorded?.trouble { health.notes.append(trouble) }
        return health
    }

    /// No further arrivals; requests in flight are awaited. Idempotent, safe from any thread.
    public func stop() {
        control.stop()
    }

    private func makeConfigurations(
        _ preparation: Preparation,
        share: Segment,
        start: Int64,
        windowLength: Int64
    ) -> [LoopConfiguration] {
        let users = share.share(of: plan.virtualUsers)
        // A loop without virtual users could send nothing of its share.
        let active = max(1, min(loops, users))
        let sockets = max(1, (Host.descriptorLimit - Self.reservedDescriptors) / active)
        return (0..<active).map { index in
            let segment = share.part(index, of: active)
            var configuration = configuration(start: start, windowLength: windowLength * 1_000_000)
            configuration.index = index
            configuration.segment = segment
            configuration.virtualUsers = segment.share(of: plan.virtualUsers)
            configuration.program = preparation.program
            configuration.dataSets = preparation.dataSets
            configuration.identity = preparation.identity
            configuration.proxy = preparation.proxy
            configuration.requestBytes = (preparation.request ?? request).bytes
            configuration.traceOffset = (preparation.request ?? request).valueOffset
            configuration.task = share.index
            configuration.descriptorLimit = sockets
            return configuration
        }
    }

    /// One virtual user on one loop that is the whole run; the rest is the caller's to say.
    func configuration(start: Int64, windowLength: Int64) -> LoopConfiguration {
        LoopConfiguration(
            index: 0,
            segment: .whole,
            virtualUsers: 1,
            profile: plan.profile,
            precision: plan.precision,
            client: plan.client,
            request: plan.request,
            requestBytes: request.bytes,
            traceOffset: request.valueOffset,
            userStages: plan.userStages,
            iterations: plan.iterations,
            seed: plan.seed,
            traceSeed: traceSeed(MonotonicClock.wallNow()),
            targetPolicy: targetPolicy,
            start: start,
            windowLength: windowLength,
            descriptorLimit: 64
        )
    }
}

extension Duration {
    /// The duration in nanoseconds.
    var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
