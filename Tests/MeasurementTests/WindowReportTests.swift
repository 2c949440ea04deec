import FoundationEssentials
import Measurement
import Testing

@Suite("Window report")
struct WindowReportTests {
    /// The part of the message that other people's tools read, and nothing more.
    private struct Reader: Decodable {
        struct Endpoint: Decodable {
            struct Statistics: Decodable {
                var count, min, max, sum: UInt64
            }
            var name: String
            var scheduled, sent, completed, failed, dropped, bytesSent, bytesReceived: UInt64
            var statusCodes, errors: [String: UInt64]
            var responseTime, serviceTime: String
            var exact: [String: Statistics]
        }
        var windowStart, windowLength: Int64
        var endpoints: [Endpoint]
    }

    @Test("is flat, with histograms as base64 strings and their exact figures beside them")
    func flatForm() throws {
        let report = window(second: 3, responseTimes: [1_000, 2_000, 3_000_001])
        let read = try JSONDecoder().decode(Reader.self, from: try JSONEncoder().encode(report))
        let endpoint = try #require(read.endpoints.first)
        #expect(read.windowStart == 1_767_225_603_000)
        #expect(read.windowLength == 1000)
        #expect(
            [endpoint.scheduled, endpoint.sent, endpoint.completed, endpoint.failed, endpoint.dropped] == [
                4, 3, 3, 0, 1,
            ]
        )
        #expect(endpoint.statusCodes == ["200": 3])
        #expect(endpoint.errors == ["timeout": 1])
        #expect(endpoint.responseTime.hasPrefix("HISTF"))
        #expect(endpoint.exact["responseTime"]?.max == 3_000_001)
        #expect(endpoint.exact["serviceTime"]?.sum == 3_003_001)
    }

    @Test("reads back what it wrote")
    func roundTrip() throws {
        let report = window(second: 3, responseTimes: [1_000, 2_000, 3_000_000])
        #expect(try JSONDecoder().decode(WindowReport.self, from: try JSONEncoder().encode(report)) == report)
    }

    @Test("a sender that knows only the histograms is read too, to the resolution of the buckets")
    func withoutExactFigures() throws {
        let histogram = window(second: 0, responseTimes: [1_000, 2_000, 3_000_001]).endpoints[0].responseTime.payload
            .base64
        let json = """
            {"name":"GET /","scheduled":3,"sent":3,"completed":3,"failed":0,"dropped":0,"statusCodes":{},"errors":{},
            "bytesSent":0,"bytesReceived":0,"responseTime":"\(histogram)","serviceTime":"\(histogram)"}
            """
        let endpoint = try JSONDecoder().decode(EndpointWindow.self, from: Data(json.utf8))
        let totals = try summary(of: [WindowReport(windowStart: 0, windowLength: 1000, endpoints: [endpoint])])
        #expect(totals.responseTime.count == 3)
        #expect(relativeError(totals.responseTime.max, 3_000.001) < 0.001)
        #expect(totals.timeToFirstByte.count == 0)
    }

    @Test("a histogram that is not base64 and a status that is no number are refused")
    func refused() throws {
        let json = String(decoding: try JSONEncoder().encode(window(second: 0, responseTimes: [1])), as: UTF8.self)
        for (part, replacement) in [("\"HISTF", "\"?ISTF"), ("\"200\"", "\"OK\""), ("\"sent\":1", "\"sent\":-1")] {
            let damaged = json.replacing(part, with: replacement)
            #expect(damaged != json)
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(WindowReport.self, from: Data(damaged.utf8))
            }
        }
    }
}
