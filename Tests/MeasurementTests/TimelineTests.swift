import Measurement
import Testing

@Suite("Timeline")
struct TimelineTests {
    @Test("an entry merges the same second of every task")
    func mergesTasks() throws {
        let timeline = try summary(of: [
            window(second: 1, responseTimes: [9_000, 9_000]),
            window(second: 0, responseTimes: [1_000]),
            window(second: 0, responseTimes: [3_000, 2_000]),
        ]).timeline
        #expect(timeline.map(\.second) == [0, 1])
        #expect(timeline.map(\.sent) == [3, 2])
        #expect(timeline.map(\.p50) == [2, 9])
        #expect(timeline.map(\.max) == [3, 9])
    }

    @Test("a run that outgrows the limit joins neighbours and loses no request", arguments: [1, 3, 8, 600])
    func bounded(limit: Int) throws {
        let windows = (0..<100).map { window(second: $0, responseTimes: [UInt64($0 + 1) * 1000]) }
        let forwards = try summary(of: windows, timelineLimit: limit)
        #expect(forwards.timeline.count <= limit)
        #expect(forwards.timeline.reduce(0) { $0 + $1.sent } == 100)
        #expect(forwards.timeline.allSatisfy { $0.second % forwards.timelineResolutionSeconds == 0 })
        #expect(try summary(of: windows.reversed(), timelineLimit: limit) == forwards)
    }

    @Test("a hundred seconds in at most eight entries are sixteen seconds each")
    func width() throws {
        let windows = (0..<100).map { window(second: $0, responseTimes: [1000]) }
        let summary = try summary(of: windows, timelineLimit: 8)
        #expect(summary.timelineResolutionSeconds == 16)
        #expect(summary.timeline.map(\.sent) == [16, 16, 16, 16, 16, 16, 4])
    }

    @Test("windows before the start count in the first entry, absurd ones crash nothing", arguments: [-5, 0])
    func beforeTheStart(second: Int) throws {
        var far = window(second: 0, responseTimes: [1000])
        far.windowStart = .max
        var past = window(second: 0, responseTimes: [1000])
        past.windowStart = .min
        #expect(try summary(of: [window(second: second, responseTimes: [1000])]).timeline.map(\.second) == [0])
        for startedAt in [Int64.min, -1, 0, 1, .max] {
            let timeline = try summary(of: [far, past], startedAt: startedAt).timeline
            #expect(timeline.reduce(0) { $0 + $1.sent } == 2)
        }
    }
}
