import Measurement
import Reporting
import Testing

@Suite("Comma-separated values")
struct CSVReportTests {
    private func rows(_ bytes: [UInt8]) -> [[String]] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    @Test("the timeline has a row per entry, its figures those of the summary")
    func timeline() throws {
        let document = try WindowedRun.stalled.document()
        let rows = rows(CSVReport(document).timeline)
        #expect(rows.count == 1 + document.summary.timeline.count)
        #expect(Set(rows.map(\.count)) == [11])
        for (row, entry) in zip(rows.dropFirst(), document.summary.timeline) {
            #expect(row[0] == "\(entry.second)" && row[3] == "\(entry.sent)")
            #expect(row[9] == (entry.completed > 0 ? "\(entry.p99)" : ""))
            #expect(row[2] == "50")
        }
        // In a stall nothing was measured: 0 ms would be the best figure of the run.
        #expect(rows.contains { $0[7...].allSatisfy(\.isEmpty) })
        var bare = document
        bare.detail = nil
        #expect(self.rows(CSVReport(bare).timeline).dropFirst().allSatisfy { $0[2].isEmpty && $0.count == 11 })
    }

    @Test("an endpoint that answered nothing has counts, and no times")
    func unanswered() throws {
        var run = WindowedRun()
        run.responses = { _, _, _ in [] }
        let rows = rows(CSVReport(try run.document()).endpoints)
        for row in rows.dropFirst() {
            let figures = Dictionary(zip(rows[0], row)) { first, _ in first }
            #expect(figures["completed"] == "0" && figures["response_p99_ms"]?.isEmpty == true)
            #expect(figures["service_max_ms"]?.isEmpty == true)
        }
    }

    @Test("a row per group of steps, its figures those of the summary; without groups only the head")
    func groups() throws {
        var run = WindowedRun()
        (run.groups, run.failedGroupsPerWindow) = (["browse", "=checkout"], 1)
        let document = try run.document()
        let rows = rows(CSVReport(document).groups)
        let groups = try #require(document.summary.groups)
        #expect(rows.map { $0[0] } == ["group", "'=checkout", "browse"])
        for (row, group) in zip(rows.dropFirst(), groups) {
            let figures = Dictionary(zip(rows[0], row)) { first, _ in first }
            #expect(figures["completed"] == "\(group.completed)" && figures["failed"] == "12")
            #expect(figures["time_p99_ms"] == "\(group.time.p99)" && figures["time_max_ms"] == "\(group.time.max)")
        }
        let bare = CSVReport(try WindowedRun().document())
        #expect(self.rows(bare.groups).count == 1)
    }

    @Test(
        "no cell is a formula to a spreadsheet",
        arguments: ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\")"]
    )
    func formulas(name: String) throws {
        var run = WindowedRun()
        run.endpoints = [name]
        let text = String(decoding: CSVReport(try run.document()).endpoints, as: UTF8.self)
        let line = try #require(text.split(separator: "\r\n").last)
        #expect(line.hasPrefix("'") || line.hasPrefix("\"'"))
    }

    @Test("separators, quotes and line breaks stay within their cell")
    func quoting() throws {
        var run = WindowedRun()
        run.endpoints = ["a,\"b\"\r\nc"]
        let text = String(decoding: CSVReport(try run.document()).endpoints, as: UTF8.self)
        #expect(text.contains("\"a,\"\"b\"\"\r\nc\","))
    }
}
