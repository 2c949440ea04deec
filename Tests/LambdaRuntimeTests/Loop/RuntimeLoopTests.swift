import Testing

@testable import LambdaRuntime

@Suite(.timeLimit(.minutes(1))) struct RuntimeLoopTests {
    private struct Odd: LambdaFailure {
        let errorType = "OddPayload"
        let errorMessage = "write an even number"
    }

    private struct Plain: Error {}

    @Test func `answers one invocation after the other`() async throws {
        let run = try await LoopRun([.event("a", "1"), .event("b", "2")])
        #expect(run.events == [.next, .response("a", "1"), .next, .response("b", "2"), .next])
        #expect(run.failure == nil)
        #expect(run.log.isEmpty)
    }

    @Test func `reports what the handler throws and goes on`() async throws {
        let run = try await LoopRun([.event("a", "odd"), .event("b", "plain"), .event("c", "fine")]) { invocation in
            switch String(decoding: invocation.payload, as: UTF8.self) {
            case "odd": throw Odd()
            case "plain": throw Plain()
            default: return invocation.payload
            }
        }
        #expect(
            run.events == [
                .next, .error("a", type: "OddPayload"), .next, .error("b", type: "Plain"), .next,
                .response("c", "fine"), .next,
            ]
        )
        #expect(run.log == ["The handler failed.", "The handler failed."])
    }

    @Test func `a response above the limit is an error of the invocation, one at the limit is not`() async throws {
        let options = RuntimeOptions(responseLimit: 4)
        let run = try await LoopRun([.event("a", "12345"), .event("b", "1234")], options: options)
        #expect(
            run.events == [
                .next, .error("a", type: "Function.ResponseSizeTooLarge"), .next, .response("b", "1234"), .next,
            ]
        )
    }

    @Test(arguments: [RuntimeFailure.Code.responseTooLarge, .refused, .connectionLost, .connectFailed, .timedOut])
    func `a result that cannot be delivered does not end the function`(code: RuntimeFailure.Code) async throws {
        let refusals = ["a": RuntimeFailure(code, "by the script")]
        let run = try await LoopRun([.event("a", "1"), .event("b", "2")], refusals: refusals)
        #expect(run.events == [.next, .response("a", "1"), .next, .response("b", "2"), .next])
        #expect(run.failure == nil)
        #expect(run.log == ["The result could not be delivered."])
    }

    @Test(arguments: [RuntimeFailure.Code.containerError, .invalidResponse])
    func `a state without recovery ends the loop`(code: RuntimeFailure.Code) async throws {
        let refusals = ["a": RuntimeFailure(code, "by the script")]
        let delivering = try await LoopRun([.event("a", "1"), .event("b", "2")], refusals: refusals)
        #expect(delivering.events == [.next, .response("a", "1")])
        #expect(delivering.failure?.code == code)

        let asking = try await LoopRun([.lost(code), .event("b", "2")])
        #expect(asking.events == [.next])
        #expect(asking.failure?.code == code)
    }

    @Test(arguments: [RuntimeFailure.Code.connectionLost, .connectFailed, .timedOut])
    func `asks again where the connection was lost, as often as there are delays`(
        code: RuntimeFailure.Code
    ) async throws {
        let run = try await LoopRun([.lost(code), .lost(code), .event("a", "1"), .lost(code), .lost(code)])
        #expect(run.events == [.next, .next, .next, .response("a", "1"), .next, .next, .next])
        #expect(run.failure == nil)

        let exhausted = try await LoopRun([.lost(code), .lost(code), .lost(code), .event("a")])
        #expect(exhausted.events == [.next, .next, .next])
        #expect(exhausted.failure?.code == code)
    }

    @Test func `publishes each invocation's trace, and that there is none`() async throws {
        let run = try await LoopRun([.event("a", trace: "Root=1-a"), .event("b"), .event("c", trace: "Root=1-c")])
        #expect(run.traces == ["Root=1-a", nil, "Root=1-c"])
    }

    @Test func `the judge refuses calls out of order`() throws {
        let client = ScriptedClient([.event("a"), .event("b")])
        _ = try client.next()
        #expect(throws: RuntimeFailure.self) { _ = try client.next() }
        #expect(throws: RuntimeFailure.self) { try client.respond(to: "b", with: []) }
        try client.respond(to: "a", with: [])
        #expect(throws: RuntimeFailure.self) { try client.fail("a", with: FailureReport(Plain())) }
        #expect(throws: RuntimeFailure.self) { try client.failInitialization(with: FailureReport(Plain())) }
        #expect(client.violations.count == 4)
    }
}
