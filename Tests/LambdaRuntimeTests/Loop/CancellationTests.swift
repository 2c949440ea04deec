import Synchronization
import Testing

@testable import LambdaRuntime

@Suite(.timeLimit(.minutes(1))) struct CancellationTests {
    /// Works until it is cancelled, then returns what it has.
    private static let patient: LambdaHandler = { _ in
        do {
            try await Task.sleep(for: .seconds(3600))
            return Array("whole".utf8)
        } catch {
            return Array("partial".utf8)
        }
    }

    @Test(arguments: [Int64(0), 499, 500, 540])
    func `a handler is cancelled ahead of its deadline and can still answer`(deadline: Int64) async throws {
        let run = try await LoopRun([.event("a", deadline: deadline)], handler: Self.patient)
        #expect(run.events == [.next, .response("a", "partial"), .next])
        #expect(run.log == ["The deadline is near: the handler's task was cancelled."])
    }

    @Test func `a handler is not cancelled while there is time`() async throws {
        let run = try await LoopRun([.event("a", deadline: 3_600_000)]) { _ in
            Array((Task.isCancelled ? "cancelled" : "free").utf8)
        }
        #expect(run.events == [.next, .response("a", "free"), .next])
        #expect(run.log.isEmpty)
    }

    @Test func `a handler that does not heed its cancellation is waited for`() async throws {
        let run = try await LoopRun([.event("a", deadline: 0)]) { _ in
            while !Task.isCancelled { await Task.yield() }
            for _ in 0..<1000 { await Task.yield() }
            return Array("late".utf8)
        }
        #expect(run.events == [.next, .response("a", "late"), .next])
    }

    @Test func `at a request to stop the handler is cancelled, its answer delivered, and none taken after it`()
        async throws
    {
        let wakeup = try Wakeup()
        let options = RuntimeOptions(handlerGrace: .seconds(3600))
        let run = try await LoopRun([.event("a"), .event("b")], wakeup: wakeup, options: options) { invocation in
            wakeup.requestStop()
            return try await Self.patient(invocation)
        }
        #expect(run.events == [.next, .response("a", "partial")])
        #expect(run.failure == nil)
    }

    @Test func `a handler that outlives the grace is left behind`() async throws {
        let wakeup = try Wakeup()
        let gate = Gate()
        let options = RuntimeOptions(handlerGrace: .milliseconds(20))
        let run = try await LoopRun([.event("a"), .event("b")], wakeup: wakeup, options: options) { _ in
            wakeup.requestStop()
            await gate.wait()
            return []
        }
        #expect(run.events == [.next])
        #expect(run.failure == nil)
        #expect(run.log == ["The handler did not return in time after SIGTERM; its invocation stays unanswered."])
        gate.open()
    }

    @Test func `a request to stop ends the pause between attempts`() async throws {
        let wakeup = try Wakeup()
        let options = RuntimeOptions(retryDelays: [.seconds(3600)])
        async let run = LoopRun([.lost(), .event("a")], wakeup: wakeup, options: options)
        try await Task.sleep(for: .milliseconds(20))
        wakeup.requestStop()
        let events = try await run.events
        #expect(events == [.next] || events == [])
    }

    /// Holds one task, deaf to cancellation, until it is opened.
    private final class Gate: Sendable {
        private let waiting = Mutex<(isOpen: Bool, continuation: CheckedContinuation<Void, Never>?)>((false, nil))

        func wait() async {
            await withCheckedContinuation { continuation in
                let isOpen = waiting.withLock { state in
                    if !state.isOpen { state.continuation = continuation }
                    return state.isOpen
                }
                if isOpen { continuation.resume() }
            }
        }

        func open() {
            waiting.withLock { state in
                state.isOpen = true
                return state.continuation
            }?.resume()
        }
    }
}
