import Testing

@testable import LambdaRuntime

@Suite struct InvocationTests {
    private struct Event: Decodable, Equatable {
        struct Part: Decodable, Equatable {
            let name: String
            let count: Int
        }
        let parts: [Part]
    }

    private func invocation(_ payload: String) -> Invocation {
        Invocation(requestId: "a", deadline: 0, payload: Array(payload.utf8))
    }

    @Test(arguments: [
        (Int64(1000), Int64(400), Duration.milliseconds(600)), (1000, 1000, .zero), (1000, 5000, .zero),
        (.max, 0, .seconds(86_400)), (.min, .max, .zero), (.max, .min, .zero),
    ])
    func `time remains until the deadline and never less than none`(deadline: Int64, now: Int64, expected: Duration) {
        #expect(Invocation(requestId: "a", deadline: deadline).remaining(by: { now }) == expected)
    }

    @Test func `the machine's clock is past the year 2025 and goes on`() {
        let now = WallClock.now()
        #expect(now > 1_735_689_600_000)
        #expect(Invocation(requestId: "a", deadline: now + 3_600_000).remaining() > .seconds(1800))
    }

    @Test func `an event is read, whatever else it holds`() throws {
        let event: Event = try invocation(#"{"parts":[{"name":"x","count":1,"more":[]}],"other":null}"#).decode()
        #expect(event == Event(parts: [.init(name: "x", count: 1)]))
    }

    @Test(arguments: [
        ("", "The event is not JSON."), ("{", "The event is not JSON."),
        ("[]", "The event's field 'event' is not of type Dictionary<String, Any>."),
        ("{}", "The event has no field 'parts'."), (#"{"parts":null}"#, "The event's field 'parts' is null."),
        (#"{"parts":[{"name":"secret"}]}"#, "The event has no field 'parts[0].count'."),
        (
            #"{"parts":[{"name":"x","count":1},{"name":"x","count":"secret"}]}"#,
            "The event's field 'parts[1].count' is not of type Int."
        ),
    ])
    func `an event that is another says where, and nothing of what it holds`(payload: String, message: String) {
        let error = #expect(throws: InvalidEvent.self) { try invocation(payload).decode(Event.self) }
        #expect(error?.errorMessage == message)
        #expect(error?.errorType == "InvalidEvent")
    }
}
