import Measurement
import Testing

@Suite("A run over time, in detail")
struct RunDetailTests {
    private let startedAt: Int64 = 1_767_225_600_000

    private func accumulator(limit: Int = 600) -> RunAccumulator {
        RunAccumulator(startedAt: startedAt, timelineLimit: limit, keepsDetail: true)
    }

    private func merged(_ windows: [(task: Int, window: WindowReport)], limit: Int = 600) throws -> RunAccumulator {
        var accumulator = accumulator(limit: limit)
        var decoder = HistogramDecoder()
        for (task, window) in windows { try accumulator.merge(window, task: task, using: &decoder) }
        return accumulator
    }

    private var windows: [(task: Int, window: WindowReport)] {
        (0..<40).map { index in
            (index % 3, window(second: index, responseTimes: (1...10).map { UInt64($0 * (index + 1)) * 500 }))
        }
    }

    @Test("its stretches are those of the timeline, and add up to the totals", arguments: [600, 16])
    func stretches(limit: Int) throws {
        let accumulator = try merged(windows, limit: limit)
        let (detail, totals) = (try #require(accumulator.detail), accumulator.totals)
        #expect(detail.stretches.map(\.second) == totals.timeline.map(\.second))
        #expect(detail.resolutionSeconds == totals.timelineResolutionSeconds)
        #expect(detail.stretches.reduce(0) { $0 + $1.counts.sent } == totals.overall.counts.sent)
        #expect(detail.stretches.reduce(0) { $0 + $1.serviceTime.count } == totals.overall.serviceTime.count)
        #expect(detail.responseTime == totals.overall.responseTime)
        #expect(detail.serviceTime == totals.overall.serviceTime)
        var joined = Histogram()
        for stretch in detail.stretches { joined.merge(stretch.responseTime) }
        #expect(joined == totals.overall.responseTime)
    }

    @Test("every task and every endpoint has its share, whatever the order and the grouping")
    func shares() throws {
        let whole = try merged(windows)
        let detail = try #require(whole.detail)
        #expect(detail.tasks.map(\.index) == [0, 1, 2])
        #expect(detail.tasks.reduce(0) { $0 + $1.responseTime.count } == 400)
        #expect(detail.endpoints.flatMap(\.windows).reduce(0) { $0 + $1.responseTime.count } == 400)
        var parts = try merged(Array(windows[25...].reversed()))
        parts.merge(try merged(Array(windows[..<25])))
        let other = try #require(parts.detail)
        #expect(other.stretches == detail.stretches)
        #expect(other.endpoints.map { $0.windows.map(\.counts) } == detail.endpoints.map { $0.windows.map(\.counts) })
    }

    @Test("groups of steps have their windows, whatever the grouping, and count as sent where they failed")
    func groups() throws {
        var encoder = HistogramEncoder()
        let windows = (0..<40).map { index in
            var time = Histogram()
            for value in 1...UInt64(index + 1) { time.record(value * 1000) }
            var window = window(second: index, responseTimes: [1000])
            // Of the last window no group came to its end.
            let completed = index < 39 ? UInt64(index + 1) : 0
            let encoded = index < 39 ? encoder.encode(time) : .empty
            window.groups = [GroupWindow(name: "checkout", completed: completed, failed: 2, time: encoded)]
            return (task: index % 2, window: window)
        }
        let whole = try merged(windows)
        var parts = try merged(Array(windows[20...]))
        parts.merge(try merged(Array(windows[..<20])))
        for accumulator in [whole, parts] {
            let group = try #require(accumulator.detail?.groups.first)
            #expect(accumulator.detail?.groups.count == 1 && group.name == "checkout")
            #expect(group.windows.map(\.second) == Array(0..<40))
            #expect(group.windows.map(\.counts.completed) == (1...39).map { UInt64($0) } + [0])
            #expect(group.windows.last?.counts.sent == 2 && group.windows.last?.counts.failed == 2)
            #expect(group.windows.reduce(0) { $0 + $1.responseTime.count } == 39 * 40 / 2)
            #expect(accumulator.groups.summaries?.first?.completed == 39 * 40 / 2)
        }
    }

    @Test("an endpoint keeps a bounded number of windows, however long the run")
    func bounded() throws {
        let long = (0..<500).map { (task: 0, window: window(second: $0, responseTimes: [1000])) }
        let detail = try #require(try merged(long).detail)
        #expect(detail.endpoints.allSatisfy { $0.windows.count <= 120 })
        #expect(detail.endpoints.flatMap(\.windows).reduce(0) { $0 + $1.counts.sent } == 500)
    }

    @Test("nothing is kept where nobody asked for it")
    func off() throws {
        var accumulator = RunAccumulator(startedAt: startedAt)
        var decoder = HistogramDecoder()
        try accumulator.merge(window(second: 0, responseTimes: [1]), using: &decoder)
        #expect(accumulator.detail == nil)
    }
}
