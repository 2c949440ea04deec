import Measurement
import Reporting
import Testing

@Suite("Requests one by one")
struct RequestCSVTests {
    private static let legend = RecordLegend(
        endpoints: ["GET /", "=cmd()", "a,\"b\""],
        errors: ["dns", "timeout"],
        wallOffset: 1_767_225_600_000_000_000
    )

    private func text(_ records: [RequestRecord], task: Int = 3) -> String {
        var bytes: [UInt8] = []
        records.withUnsafeBufferPointer { RequestCSV(Self.legend, task: task).append($0, to: &bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func record(_ endpoint: Int32 = 0, status: UInt16 = 200, error: Int16 = -1) -> RequestRecord {
        RequestRecord(
            intended: 1_000_999,
            sent: 2_000_000,
            firstByte: 2_500_499,
            end: 3_000_500,
            bytesReceived: 1234,
            endpoint: endpoint,
            status: status,
            error: error
        )
    }

    @Test("a row has a cell for every column of the header")
    func columns() {
        let header = String(decoding: RequestCSV.header, as: UTF8.self)
        #expect(text([record()]) == "1767225600001000,1767225600002000,2000,1001,500,GET /,200,,1234,3,\r\n")
        #expect(header.hasSuffix("\r\n") && header.split(separator: ",").count == 11)
    }

    @Test("what is not known is empty")
    func unknown() {
        var failed = record(status: 0, error: 1)
        failed.firstByte = 0
        failed.traceHigh = 0xab
        failed.traceLow = 0xcd
        #expect(
            text([failed]) == "1767225600001000,1767225600002000,2000,1001,,GET /,,timeout,1234,3,"
                + "00000000000000ab00000000000000cd\r\n"
        )
        #expect(text([record(9, error: 9)]).contains(",,200,,1234,3,"))
    }

    @Test("no cell is a formula, and separators stay within theirs")
    func names() {
        #expect(text([record(1)]).contains(",'=cmd(),200"))
        #expect(text([record(2)]).contains(",\"a,\"\"b\"\"\",200"))
    }

    @Test("odd times neither trap nor become negative spans")
    func extremes() {
        let odd = RequestRecord(
            intended: .max,
            sent: .min,
            firstByte: .min,
            end: .min,
            bytesReceived: .max,
            traceHigh: .max,
            traceLow: .max,
            endpoint: .max,
            status: .max,
            error: .max
        )
        let rows = text([odd, record()], task: .max).split(separator: "\r\n")
        #expect(
            rows.count == 2
                && rows.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 11 }
        )
        #expect(rows[0].contains(",9223372036854775807,"))
    }
}
