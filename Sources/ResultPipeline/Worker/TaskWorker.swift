private import Synchronization

/// The life of one task: it joins the run, waits at the start barrier, generates its share of the load, reports every
/// window and ends with a manifest of all it did. The same in a process here and in a container elsewhere.
///
/// Load never waits for results: windows go through a bounded spool, and a queue that cannot be reached costs windows
/// only once the spool is full, and the manifest says how many. The task ends by itself at a hard deadline, whatever has
/// become of those who started it.
public final class TaskWorker: Sendable {
    let testId: String
    let taskIndex: Int
    let taskId: String
    let registry: any RunRegistry
    let queue: any ResultQueue
    let makeGenerator: @Sendable (RunHeader) async throws -> any LoadGenerator
    let clock: any PipelineClock
    let options: WorkerOptions
    let random: @Sendable () -> Double
    let hardExit: @Sendable () -> Void
    private let control = Mutex(Control())

    private struct Control {
        var isStopped = false
        var stoppedAt: ContinuousClock.Instant?
        var generator: (any LoadGenerator)?
    }

    /// - Parameters:
    ///   - taskId: The task's name in its fleet.
    ///   - makeGenerator: Makes what carries out the plan of a header.
    ///   - random: Source of jitter, 0 ..< 1.
    ///   - hardExit: Ends the process; called when the generator does not return although it was told to stop. The final
    ///     message is out by then.
    public init(
        testId: String,
        taskIndex: Int,
        taskId: String,
        registry: any RunRegistry,
        queue: any ResultQueue,
        makeGenerator: @escaping @Sendable (RunHeader) async throws -> any LoadGenerator,
        clock: any PipelineClock = SystemClock(),
        options: WorkerOptions = .local,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        hardExit: @escaping @Sendable () -> Void = {}
    ) {
        self.testId = testId
        self.taskIndex = taskIndex
        self.taskId = taskId
        self.registry = registry
        self.queue = queue
        self.makeGenerator = makeGenerator
        self.clock = clock
        self.options = options
        self.random = random
        self.hardExit = hardExit
    }

    /// Ends the load early: no more arrivals, requests in flight are awaited, everything measured is reported.
    /// Idempotent, safe from any thread; what a process does on SIGTERM.
    public func stop() {
        let generator = control.withLock { control in
            control.isStopped = true
            control.stoppedAt = control.stoppedAt ?? clock.instant()
            return control.generator
        }
        generator?.stop()
    }

    var isStopped: Bool { control.withLock(\.isStopped) }
    var stoppedAt: ContinuousClock.Instant? { control.withLock(\.stoppedAt) }

    /// Lives the task's life. Cancellation stops the load and gives up what is not yet delivered.
    public func run() async -> TaskEnd {
        await withTaskCancellationHandler {
            await live()
        } onCancel: {
            stop()
        }
    }

    private func live() async -> TaskEnd {
        guard let found = try? await header(retriedFor: .seconds(30)) else {
            return .failed(reason: "the run's header cannot be read, or there is no run '\(testId)'")
        }
        let barrier = StartBarrier(taskIndex: taskIndex, timing: options.barrier)
        guard !barrier.isReplacement(found) else {
            return .idle(reason: "task \(taskIndex) of the run had started before; what it left is not taken over")
        }
        let author = MessageAuthor(
            testId: testId,
            taskId: taskId,
            taskIndex: taskIndex,
            taskCount: found.taskCount,
            windowLength: found.windowLength
        )
        let outbox = TaskOutbox(author: author, queue: queue, clock: clock, options: options, random: random)
        let header: RunHeader
        do {
            header = try await setUp(found)
        } catch {
            return await endIdle("\(error)", isFailure: !isStopped, found, outbox)
        }
        if hasMissedSetUp(header) {
            return await endIdle(StartBarrier.IdleReason.joinedLate.text, isFailure: false, header, outbox)
        }
        let generator: any LoadGenerator
        do {
            generator = try await makeGenerator(header)
            try await generator.prepare()
        } catch {
            return await endIdle("could not prepare: \(error)", isFailure: true, header, outbox)
        }
        control.withLock { $0.generator = generator }
        let passage = await pass(barrier, header)
        switch passage.action {
        case .run(let segment, let startAt):
            let beginning = Beginning(startAt: startAt, clockOffset: passage.clockOffset, clock)
            return await generate(segment, beginning, header, generator, outbox)
        case .idle(let reason):
            let isFailure = if case .missedStart = reason { true } else { false }
            return await endIdle(reason.text, isFailure: isFailure, header, outbox)
        case .abort(let reason, _):
            return await endIdle(reason.detail, isFailure: reason.origin != .user, header, outbox)
        case .wait, .propose:
            return await endIdle("the registry did not answer", isFailure: true, header, outbox)
        }
    }

    /// Reports that this task generates no load.
    private func endIdle(
        _ reason: String,
        isFailure: Bool,
        _ header: RunHeader,
        _ outbox: TaskOutbox
    ) async -> TaskEnd {
        let reason = BoundedText.clean(reason)
        let at = header.start?.at ?? header.createdAt
        outbox.put(StartReport(segmentIndex: nil, segmentCount: 0, idleReason: reason), at: at)
        let deadline = clock.instant().advanced(by: options.flushTimeout)
        outbox.close(deadline: deadline)
        await outbox.run()
        let manifest = TaskManifest(failure: isFailure ? reason : nil)
        _ = await outbox.send(manifest, windowStart: at, deadline: deadline)
        return isFailure ? .failed(reason: reason) : .idle(reason: reason)
    }
}
