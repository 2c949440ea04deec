internal import Reporting

/// What the dashboard answers.
struct WebResponse: Sendable {
    /// The content.
    enum Body: Sendable {
        case bytes([UInt8])
        /// Server-sent events (WHATWG HTML, section 9.2), until the stream ends or the client leaves.
        case events(AsyncStream<[UInt8]>)
    }

    var status: Int
    var headers: [(name: String, value: String)]
    var body: Body

    init(_ status: Int = 200, type: String? = nil, _ bytes: [UInt8] = [], headers: [(String, String)] = []) {
        self.status = status
        self.headers = (type.map { [("content-type", $0)] } ?? []) + headers
        body = .bytes(bytes)
    }

    static func text(_ status: Int, _ text: String, headers: [(String, String)] = []) -> WebResponse {
        WebResponse(status, type: "text/plain; charset=utf-8", Array((text + "\n").utf8), headers: headers)
    }

    static func json(_ status: Int = 200, _ bytes: [UInt8], headers: [(String, String)] = []) -> WebResponse {
        WebResponse(status, type: "application/json", bytes, headers: headers)
    }

    static func page(_ status: Int = 200, _ page: HTML) -> WebResponse {
        WebResponse(status, type: "text/html; charset=utf-8", Array(page.markup.utf8))
    }

    static func prometheus(_ runs: [RunMetrics]) -> WebResponse {
        WebResponse(200, type: PrometheusText.contentType, PrometheusText(runs).bytes)
    }

    /// Has the browser get another page (RFC 9110, section 15.4.4).
    static func seeOther(_ path: String, headers: [(String, String)] = []) -> WebResponse {
        WebResponse(303, headers: [("location", path)] + headers)
    }

    static func events(_ stream: AsyncStream<[UInt8]>) -> WebResponse {
        var response = WebResponse(200, type: "text/event-stream")
        response.body = .events(stream)
        return response
    }
}
