import HTTPWire
import LoadPlan

/// The one request's bytes as every loop sends them, and where in them the value of `traceparent` is to be written.
struct TracedRequest: Sendable {
    let bytes: [UInt8]
    /// Nil where the plan asks for no trace ids.
    let valueOffset: Int?

    /// - Throws: `EngineError` when the request cannot be written as HTTP/1.1, or sets the field itself.
    init(_ request: RequestSpec, _ client: ClientOptions, via proxy: ProxyRoute? = nil) throws {
        guard client.traceparent else {
            bytes = try request.serialized(keepAlive: client.keepAlive, via: proxy)
            valueOffset = nil
            return
        }
        guard !request.headers.contains(where: { $0.name.lowercased() == TraceIdentity.fieldName }) else {
            throw TraceIdentity.conflict("The request")
        }
        var traced = request
        traced.setTraceparent(TraceIdentity.placeholder)
        let bytes = try traced.serialized(keepAlive: client.keepAlive, via: proxy)
        // No value holds a line break: the first line that begins so is the field.
        let line = "\r\n\(TraceIdentity.fieldName): "
        valueOffset = bytes.firstRange(of: Array(line.utf8))?.upperBound
        self.bytes = bytes
    }
}

extension RequestSpec {
    mutating func setTraceparent(_ value: String) {
        headers.removeAll { $0.name.lowercased() == TraceIdentity.fieldName }
        headers.append(Header(name: TraceIdentity.fieldName, value: value))
    }
}

extension TraceIdentity {
    static func conflict(_ subject: String) -> EngineError {
        EngineError(.request, "\(subject) sets \(fieldName) itself, and the client is to: leave one of them out.")
    }
}
