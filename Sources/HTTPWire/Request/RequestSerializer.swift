/// Turns a described HTTP/1.1 request into the bytes that are sent, once, before the load starts (RFC 9112, section 3).
public enum RequestSerializer {
    /// The bytes of one request: head and body.
    ///
    /// `Host`, `User-Agent` and `Accept: */*` are added unless given in `headers`; `Content-Length` is added when there
    /// is a body or the method is POST, PUT or PATCH; `Connection: close` when the connection is not kept.
    ///
    /// - Parameters:
    ///   - target: origin-form, `/path?query`, already percent-encoded; or `*` with OPTIONS.
    ///   - prefix: for a request to a proxy, `http://host:port` that stands before `target` (absolute-form, RFC 9112, section 3.2.2).
    ///   - host: the value of `Host`: name, and port where it is not the scheme's default.
    ///   - headers: written in this order after the added ones.
    ///   - keepAlive: whether the connection is to carry further requests.
    ///   - userAgent: the value of `User-Agent`; empty for none.
    /// - Throws: ``RequestFailure`` for anything that could break out of its place in the head, and for framing
    ///   headers that contradict the body.
    public static func serialize(
        method: String,
        target: String,
        prefix: String = "",
        host: String,
        headers: [HeaderField] = [],
        body: [UInt8] = [],
        keepAlive: Bool = true,
        userAgent: String = ""
    ) throws(RequestFailure) -> [UInt8] {
        try check(method: method, target: target)
        if !prefix.isEmpty { try check(method: method, target: "/" + prefix) }
        try check(headers, bodyLength: body.count)

        var head = RequestHead(startLine: "\(method) \(prefix)\(target) HTTP/1.1")
        if !headers.contains("host") {
            guard !host.isEmpty else { throw RequestFailure(.invalidHost, "The host is empty: name the server.") }
            try check(HeaderField(name: "Host", value: host))
            head.append("Host", host)
        }
        if !headers.contains("user-agent"), !userAgent.isEmpty {
            try check(HeaderField(name: "User-Agent", value: userAgent))
            head.append("User-Agent", userAgent)
        }
        if !headers.contains("accept") { head.append("Accept", "*/*") }
        for header in headers { head.append(header.name, header.value) }
        if !headers.contains("content-length"), !body.isEmpty || ["POST", "PUT", "PATCH"].contains(method) {
            head.append("Content-Length", String(body.count))
        }
        if !keepAlive, !headers.closeConnection { head.append("Connection", "close") }
        return head.bytes + [ASCII.carriageReturn, ASCII.lineFeed] + body
    }
}

/// A head under construction. What is appended was checked before.
struct RequestHead {
    private(set) var bytes: [UInt8] = []

    init(startLine: String) {
        bytes.append(contentsOf: startLine.utf8)
        bytes.append(contentsOf: [ASCII.carriageReturn, ASCII.lineFeed])
    }

    mutating func append(_ name: String, _ value: String) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: [ASCII.colon, ASCII.space])
        bytes.append(contentsOf: value.utf8)
        bytes.append(contentsOf: [ASCII.carriageReturn, ASCII.lineFeed])
    }
}

extension [HeaderField] {
    func contains(_ lowercaseName: StaticString) -> Bool {
        contains { ASCII.equal($0.name.utf8, lowercaseName) }
    }

    /// Whether a `Connection` field asks to close.
    var closeConnection: Bool {
        contains { field in
            ASCII.equal(field.name.utf8, "connection")
                && field.value.utf8.split(separator: ASCII.comma).contains { element in
                    ASCII.equal(element.filter { !ASCII.isBlank($0) }, "close")
                }
        }
    }
}
