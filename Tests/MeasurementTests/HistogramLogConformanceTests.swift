import FoundationEssentials
import Measurement
import Testing

/// HdrHistogram's own log files, found through the environment variable `LOADTESTER_SUITES`.
@Suite("HdrHistogram logs", .enabled(if: HistogramLog.folder != nil, "LOADTESTER_SUITES is not set"))
struct HistogramLogConformanceTests {
    /// Figures that the Java, C, JavaScript, Go and Python ports assert.
    @Test("jHiccup's log: 62 histograms, 48,761 values, the reference's percentile and maximum")
    func jHiccup() throws {
        let payloads = try HistogramLog.payloads("jHiccup-2.0.7S.logV2.hlog")
        var total = Histogram()
        for payload in payloads { try total.merge(decodingCompressedV2: payload.bytes) }
        #expect(payloads.count == 62)
        #expect(total.count == 48_761)
        #expect(total.value(atPercentile: 99.9) == 1_745_879_039)
        #expect(total.max == 1_796_210_687)
    }

    @Test("the tagged log: 42 histograms, each twice")
    func tagged() throws {
        let payloads = try HistogramLog.payloads("tagged-Log.logV2.hlog")
        #expect(payloads.count == 42)
        var counts: [UInt64] = []
        for payload in payloads { counts.append(try Histogram(decodingCompressedV2: payload.bytes).count) }
        #expect(counts.reduce(0, +) == 32_290)
        #expect(stride(from: 0, to: counts.count, by: 2).allSatisfy { counts[$0] == counts[$0 + 1] })
    }

    @Test("a version 1 log is refused as such")
    func versionOne() throws {
        let payload = try #require(try HistogramLog.payloads("raphael.hlog").first)
        let error = #expect(throws: HistogramDecodingError.self) {
            try Histogram(decodingCompressedV2: payload.bytes)
        }
        #expect(error?.code == .unsupportedEncoding)
    }
}

/// The histograms of a log: the last column of every line that is no comment and no heading.
private enum HistogramLog {
    static let folder = ProcessInfo.processInfo.environment["LOADTESTER_SUITES"].map { $0 + "/hdrhistogram/" }

    static func payloads(_ name: String) throws -> [HistogramPayload] {
        let path = try #require(folder) + name
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        return try text.split(whereSeparator: \.isNewline)
            .filter { !$0.hasPrefix("#") && !$0.hasPrefix("\"") }
            .map { try HistogramPayload(base64: String($0.split(separator: ",").last ?? "")) }
    }
}
