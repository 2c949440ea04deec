import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

struct CardinalityLimitTests {
    private func total(_ windows: [EndpointWindow]) throws -> TrafficTotals {
        var accumulator = RunAccumulator(startedAt: 0)
        var decoder = HistogramDecoder()
        let report = WindowReport(windowStart: 0, windowLength: 1000, endpoints: windows)
        try accumulator.merge(report, using: &decoder)
        return accumulator.totals.overall
    }

    @Test func endpointsBeyondTheLimitAreCountedTogether() throws {
        let windows = (1...5).map { Sample.endpoint("GET /\($0)", requests: $0) }
        var limit = CardinalityLimit(endpoints: 2)
        let folded = try limit.apply(windows)
        #expect(folded.map(\.name) == ["GET /1", "GET /2", "other"])
        #expect(folded.last?.counts.sent == 3 + 4 + 5)
        #expect(try total(folded) == total(windows), "nothing is lost")
    }

    @Test func theNamesThatCameFirstStay() throws {
        var limit = CardinalityLimit(endpoints: 1)
        _ = try limit.apply([Sample.endpoint("GET /first", requests: 1)])
        let second = try limit.apply([
            Sample.endpoint("GET /second", requests: 9), Sample.endpoint("GET /first", requests: 1),
        ])
        #expect(second.map(\.name) == ["GET /first", "other"])
    }

    @Test func errorLabelsBeyondTheLimitAreCountedTogether() throws {
        var window = Sample.endpoint(requests: 1)
        window.errors = ["a": 1, "b": 2, "c": 3, "d": 4]
        var limit = CardinalityLimit(errorLabels: 2)
        #expect(try limit.apply([window])[0].errors == ["a": 1, "b": 2, "other": 7])
    }

    @Test func withinTheLimitNothingChanges() throws {
        let windows = (1...5).map { Sample.endpoint("GET /\($0)", requests: $0) }
        var limit = CardinalityLimit()
        #expect(try limit.apply(windows) == windows)
    }

    @Test func reducingKeepsTheTotals() throws {
        let windows = (1...8).map { Sample.endpoint("GET /\($0)", requests: $0) }
        let reduced = try CardinalityLimit.reduce(windows, to: 3)
        #expect(reduced.count == 4)
        #expect(try total(reduced) == total(windows))
    }
}
