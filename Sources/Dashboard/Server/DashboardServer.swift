internal import Hummingbird

/// Carries a ``Dashboard`` over HTTP/1.1.
public struct DashboardServer: Sendable {
    private let dashboard: Dashboard
    private let address: String
    private let port: Int

    /// - Parameter port: 0 for any that is free.
    public init(_ dashboard: Dashboard, address: String, port: Int) {
        self.dashboard = dashboard
        self.address = address
        self.port = port
    }

    /// Serves until the caller is cancelled. For an end in good order, call ``Dashboard/close()`` first.
    /// - Parameter onListening: Called with the port once connections are taken.
    /// - Throws: ``ListenError`` where the address cannot be listened at.
    public func run(onListening: @escaping @Sendable (Int) -> Void) async throws {
        let dashboard = dashboard
        try await WebServer.run(address: address, port: port, onListening: onListening) { request in
            await Self.answer(request, dashboard)
        }
    }

    private static func answer(_ request: Request, _ dashboard: Dashboard) async -> Response {
        var whole = WebRequest(request.head)
        if let refusal = dashboard.refusal(of: whole, contentLength: whole.contentLength) {
            // What is not read of the content would be taken for the next request.
            return Response(refusal, closes: true)
        }
        do {
            let content = try await request.body.collect(upTo: Dashboard.contentLimit(whole))
            whole.body = Array(content.readableBytesView)
        } catch {
            return Response(dashboard.response(to: Dashboard.tooLarge(whole), whole), closes: true)
        }
        let response = await dashboard.respond(to: whole)
        return Response(response, isHead: whole.method == "HEAD")
    }
}

extension WebRequest {
    init(_ head: HTTPRequest) {
        var headers: [String: String] = [:]
        for field in head.headerFields {
            let name = field.name.rawName.lowercased()
            if headers[name] == nil { headers[name] = field.value }
        }
        // HTTP/1.1's Host is kept as the authority.
        if let authority = head.authority { headers["host"] = authority }
        self.init(method: head.method.rawValue, target: head.path ?? "/", headers: headers)
    }

    fileprivate var contentLength: Int? { header("content-length").flatMap { Int($0) } }
}

extension Response {
    init(_ response: WebResponse, isHead: Bool = false, closes: Bool = false) {
        var fields = HTTPFields()
        // Every name here is a token; were one not, its value would end up where it says nothing.
        for (name, value) in response.headers { fields[.init(name) ?? .server] = value }
        if closes { fields[.connection] = "close" }
        let status = HTTPResponse.Status(code: response.status)
        switch response.body {
        case .bytes(let bytes):
            self.init(status: status, headers: fields, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
            if isHead { body = ResponseBody() }
        case .events(let stream):
            guard !isHead else {
                self.init(status: status, headers: fields)
                return
            }
            self.init(
                status: status,
                headers: fields,
                body: ResponseBody { writer in
                    try await writer.write(ByteBuffer(string: ": here\n\n"))
                    for await event in stream { try await writer.write(ByteBuffer(bytes: event)) }
                    try await writer.finish(nil)
                }
            )
        }
    }
}
