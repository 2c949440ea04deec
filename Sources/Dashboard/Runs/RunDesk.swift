internal import FoundationEssentials
internal import LoadPlan
internal import Measurement
internal import Reporting
internal import ResultPipeline
internal import Synchronization

/// Starts, follows and stops runs. A run that was started here is carried out here, whether somebody looks or not; one of
/// another command of this machine is followed while somebody looks.
final class RunDesk: Sendable {
    private struct Work {
        let number: Int
        var isOwn: Bool
        var task: Task<Void, Never>
    }

    private struct State {
        var works: [String: Work] = [:]
        var begun = 0
        /// Launches under way, by name of the run, with how often it is asked for: each name counts as a run.
        var launches: [String: Int] = [:]
        var unnamed = 0
        var isClosed = false
    }

    let ports: RunPorts
    let board = LiveBoard()
    private let launcher: LaunchService
    private let policy: TargetPolicy
    private let maxRuns: Int
    private let onTrouble: @Sendable (String) -> Void
    private let state = Mutex(State())
    private let hub: LiveHub

    /// - Parameters:
    ///   - policy: What may be put under load.
    ///   - maxRuns: Most runs at a time.
    ///   - onTrouble: Told what clients are not told.
    init(
        _ ports: RunPorts,
        policy: TargetPolicy,
        maxRuns: Int,
        onTrouble: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.ports = ports
        self.policy = policy
        self.maxRuns = max(1, maxRuns)
        self.onTrouble = onTrouble
        hub = LiveHub()
        launcher = LaunchService(
            registry: ports.registry,
            fleet: ports.fleet,
            clock: ports.clock,
            timing: LaunchTiming(startUp: .seconds(60)),
            check: { policy.refusal(of: $0)?.message },
            readPlan: ports.readPlan,
            objection: ports.objection,
            estimate: { _, _, _ in 0 },
            // Processes of this machine are launched at once; what is left of a launch the director goes on with.
            handOver: { _ in }
        )
        hub.onIdle { [weak self] in self?.lookedAway($0) }
    }

    /// Launches the run that `payload` asks for, and carries it out in the background.
    /// - Throws: ``WebError``.
    func launch(_ payload: [UInt8], delivery: LaunchDelivery? = nil) async throws -> LaunchAnswer {
        let asked = Asked(payload)
        // What is wrong is told before what is merely not possible now; plans are read by the launcher alone.
        if !asked.hasPlan { try check(payload) }
        let isKnown = try await asked.testId.asyncMap { try await ports.registry.header(of: $0) != nil } ?? false
        let launched = isKnown ? nil : try reserve(asked.testId)
        defer { if let launched { release(launched) } }
        let answer: LaunchAnswer
        do throws(LaunchError) {
            answer = try await launcher.launch(payload, delivery: delivery)
        } catch {
            throw WebError(error)
        }
        if let header = try await ports.registry.header(of: answer.testId), header.outcome == nil {
            carryOut(header)
        }
        return answer
    }

    private func check(_ payload: [UInt8]) throws(WebError) {
        let policy = policy
        do throws(LaunchError) {
            _ = try LaunchPayload(decoding: payload, check: { policy.refusal(of: $0)?.message })
        } catch {
            throw WebError(error)
        }
    }

    /// Tells a run to end, whoever started it.
    /// - Throws: ``WebError`` where there is no such run or it is over.
    func stop(_ testId: String) async throws {
        let header = try await header(of: testId)
        guard header.outcome == nil else { throw WebError(.conflict, "run '\(testId)' is over already") }
        try await ports.registry.requestStop(testId, reason: StopReason(.user, "stopped on the dashboard").description)
    }

    /// - Throws: ``WebError`` `notFound`.
    func header(of testId: String) async throws -> RunHeader {
        guard TestID.isValid(testId), let header = try await ports.registry.header(of: testId) else {
            throw WebError(.notFound, "there is no such run")
        }
        return header
    }

    /// What becomes of a run, as server-sent events; a run of another command is followed from now on.
    /// - Throws: ``WebError``.
    func events(of testId: String) async throws -> AsyncStream<[UInt8]> {
        let header = try await header(of: testId)
        if header.outcome != nil {
            let (stream, continuation) = AsyncStream<[UInt8]>.makeStream()
            continuation.yield(EventText.event("done", ["testId": testId]))
            continuation.finish()
            return stream
        }
        guard let stream = hub.events(of: testId) else { throw WebError(.busy, "too many pages look at runs") }
        follow(header)
        return stream
    }

    /// Ends every stream, tells the runs that were started here to stop, and waits for them.
    func close() async {
        let works = state.withLock { state in
            state.isClosed = true
            return state.works
        }
        hub.close()
        for (testId, work) in works {
            if work.isOwn {
                let reason = StopReason(.user, "the server was ended").description
                try? await ports.registry.requestStop(testId, reason: reason)
            } else {
                work.task.cancel()
            }
        }
        for work in works.values { await work.task.value }
    }

    /// What a client is told of a store that fails: what the store says may hold paths of this machine, and is for the operator.
    func concealed(_ error: any Error) -> WebError {
        onTrouble("the runs cannot be read: \(error)")
        return WebError(.internalError, "the runs cannot be read at present")
    }

    /// An event that started no run, which its sender is not told.
    func refusedEvent(_ error: any Error) {
        onTrouble("an event started no run: \((error as? WebError)?.message ?? "\(error)")")
    }

    /// Takes a place for a launch; a second one of the same name shares that of the first, as it is the same run.
    /// - Returns: What to ``release(_:)`` once it is launched.
    private func reserve(_ testId: String?) throws(WebError) -> String {
        let place: Result<String, WebError> = state.withLock { state in
            if state.isClosed { return .failure(WebError(.shuttingDown, "the server is ending")) }
            let runs = Set(state.works.filter(\.value.isOwn).keys).union(state.launches.keys)
            state.unnamed += testId == nil ? 1 : 0
            // No run has a name with a blank in it.
            let name = testId ?? "launch \(state.unnamed)"
            guard runs.contains(name) || runs.count < maxRuns else {
                let known = runs.count == 1 ? "a run is" : "\(runs.count) runs are"
                return .failure(
                    WebError(
                        .busy,
                        "\(known) under way, and more at a time would measure each other: wait for one to end, stop one, "
                            + "or start the server with --max-runs"
                    )
                )
            }
            state.launches[name, default: 0] += 1
            return .success(name)
        }
        return try place.get()
    }

    private func release(_ name: String) {
        state.withLock { state in
            let rest = (state.launches[name] ?? 1) - 1
            state.launches[name] = rest > 0 ? rest : nil
        }
    }

    private func carryOut(_ header: RunHeader) {
        begin(header, isOwn: true) { [self] in
            let director = ports.director(of: header.testId, isOwn: true)
            do {
                return try await director.run(header) { self.show($0, header) }.verdict
            } catch {
                onTrouble("run '\(header.testId)' was given up: \(error)")
                return nil
            }
        }
    }

    private func follow(_ header: RunHeader) {
        begin(header, isOwn: false) { [self] in
            let director = ports.director(of: header.testId, isOwn: false)
            return try? await director.attend(header.testId) { self.show($0, header) }.verdict
        }
    }

    /// - Parameter work: Goes on until the run is over; its verdict, nil where that is not known.
    private func begin(_ header: RunHeader, isOwn: Bool, _ work: @escaping @Sendable () async -> Verdict?) {
        state.withLock { state in
            guard !state.isClosed, state.works[header.testId] == nil else { return }
            state.begun += 1
            let number = state.begun
            let task = Task {
                let verdict = await work()
                // Before readers are told: who comes from now on has the run followed anew, and is told by that.
                forget(header.testId, number)
                if isOwn || !Task.isCancelled { over(header.testId, verdict) }
            }
            state.works[header.testId] = Work(number: number, isOwn: isOwn, task: task)
        }
    }

    /// - Parameter number: That of the work; another may have taken its place.
    private func forget(_ testId: String, _ number: Int) {
        let isLast = state.withLock { state in
            if state.works[testId]?.number == number { state.works[testId] = nil }
            guard state.works[testId] == nil else { return false }
            // Also what came of a last look after nobody followed any more.
            board.remove(testId)
            return true
        }
        if isLast { hub.forget(testId) }
    }

    private func show(_ snapshot: ProgressSnapshot, _ header: RunHeader) {
        board.set(
            RunMetrics(snapshot, testId: header.testId, plan: header.plan, time: ports.clock.now())
        )
        let figures = ProgressFigures(snapshot, plan: header.plan)
        hub.publish(header.testId, EventText.event("progress", LiveEvent(figures, notices: snapshot.notices)))
    }

    private func over(_ testId: String, _ verdict: Verdict?) {
        hub.finish(testId, EventText.event("done", ["testId": testId, "verdict": verdict?.rawValue ?? ""]))
    }

    /// Nobody looks at a run: one of another command need not be followed any more.
    private func lookedAway(_ testId: String) {
        let task: Task<Void, Never>? = state.withLock { state in
            guard let work = state.works[testId], !work.isOwn else { return nil }
            // Somebody who looks again at once has it followed anew.
            state.works[testId] = nil
            board.remove(testId)
            return work.task
        }
        if task != nil { hub.forget(testId) }
        task?.cancel()
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ transform: (Wrapped) async throws -> Value) async rethrows -> Value? {
        if let self { try await transform(self) } else { nil }
    }
}
