import Testing

@testable import Dashboard

/// What those are told who look at a run.
struct LiveHubTests {
    @Test func aReaderGetsTheLatestLookAndTheEnd() async throws {
        let hub = LiveHub()
        hub.publish("run", [1])
        hub.publish("run", [2])
        let events = try #require(hub.events(of: "run"))
        hub.publish("run", [3])
        hub.finish("run", [9])
        var seen: [[UInt8]] = []
        for await event in events { seen.append(event) }
        #expect(seen == [[2], [3], [9]])
    }

    @Test func aSlowReaderMissesLooksAndNeverTheEnd() async throws {
        let hub = LiveHub()
        let events = try #require(hub.events(of: "run"))
        for number in 0..<100 { hub.publish("run", [UInt8(number)]) }
        hub.finish("run", [255])
        var seen: [[UInt8]] = []
        for await event in events { seen.append(event) }
        #expect(seen.last == [255])
        #expect(seen.count <= 3)
    }

    @Test func runsAreToldApart() async throws {
        let hub = LiveHub()
        let events = try #require(hub.events(of: "one"))
        hub.publish("two", [2])
        hub.finish("two", [2])
        hub.finish("one", [1])
        var seen: [[UInt8]] = []
        for await event in events { seen.append(event) }
        #expect(seen == [[1]])
    }

    @Test func afterItsEndNobodyIsTaken() async throws {
        let hub = LiveHub()
        let events = try #require(hub.events(of: "run"))
        hub.close()
        for await _ in events { Issue.record("nothing was published") }
        #expect(hub.events(of: "run") == nil)
    }

    @Test func readersAreLimited() throws {
        let hub = LiveHub()
        let streams = (0..<LiveHub.limit).map { hub.events(of: "run-\($0 % 7)") }
        #expect(streams.allSatisfy { $0 != nil })
        #expect(hub.events(of: "run") == nil)
    }

    @Test func whoLooksAwayLastIsNoticed() async throws {
        let hub = LiveHub()
        let (idle, told) = AsyncStream<String>.makeStream()
        hub.onIdle { told.yield($0) }
        let first = try #require(hub.events(of: "run"))
        let second = try #require(hub.events(of: "run"))
        let reading = [first, second].map { stream in Task { for await _ in stream {} } }
        reading[0].cancel()
        await reading[0].value
        reading[1].cancel()
        await reading[1].value
        var iterator = idle.makeAsyncIterator()
        #expect(await iterator.next() == "run")
    }
}
