import FoundationEssentials
import Measurement
import Reporting
import Testing

@Suite("HdrHistogram's own forms")
struct HistogramFormsTests {
    @Test("the percentile distribution of 1 to 100 ms is that of the reference implementation")
    func distribution() {
        var histogram = Histogram()
        for value in 1...100 { histogram.record(UInt64(value) * 1000) }
        let lines = String(decoding: PercentileDistribution(histogram).bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines[0] == "       Value     Percentile TotalCount 1/(1-Percentile)")
        #expect(lines[1] == "       1.000 0.000000000000          1           1.00")
        #expect(lines[2] == "      10.007 0.100000000000         10           1.11")
        #expect(lines[6] == "      50.015 0.500000000000         50           2.00")
        #expect(lines.contains("     100.031 1.000000000000        100"))
        #expect(lines.contains("#[Max     =      100.000, Total count    =          100]"))
    }

    @Test("a log holds every stretch's responses, to the last one")
    func log() throws {
        let document = try WindowedRun.stalled.document()
        let detail = try #require(document.detail)
        let text = String(decoding: HistogramLog(detail, startedAt: document.summary.startedAt).bytes, as: UTF8.self)
        #expect(text.hasPrefix("#[Histogram log format version 1.3]\n"))
        #expect(text.contains("#[StartTime: 1767225600.000 (seconds since epoch), 2026-01-01T00:00:00.000Z]"))
        var merged = Histogram()
        let rows = text.split(separator: "\n").filter { $0.first?.isNumber == true }
        for row in rows {
            let cells = row.split(separator: ",")
            #expect(cells.count == 4 && cells[1] == "1.000")
            let bytes = try #require(Data(base64Encoded: String(cells[3])))
            try merged.merge(decodingCompressedV2: Array(bytes))
        }
        // Two seconds had no response.
        #expect(rows.count == 10)
        #expect(merged.count == document.summary.responseTime.count)
        #expect(merged.value(atPercentile: 99) / 1000 == UInt64(document.summary.responseTime.p99))
    }

    @Test("forms that a summary cannot feed say so", arguments: [ReportForm.hgrm, .hlog])
    func needsDetail(form: ReportForm) throws {
        var document = try WindowedRun().document()
        document.detail = nil
        let report = RunReport(document)
        let error = #expect(throws: ReportError.self) { try report.bytes(form) }
        #expect(error?.code == .needsDetail)
    }

    @Test("every form of a run is written, and a file's name tells its form")
    func forms() throws {
        let report = RunReport(try WindowedRun().document())
        for form in ReportForm.allCases { #expect(try !report.bytes(form).isEmpty) }
        #expect(ReportForm(fileName: "a/b.HTML") == .html)
        #expect(ReportForm(fileName: "report.xml") == .junit)
        #expect(ReportForm(fileName: "report") == nil)
    }
}
