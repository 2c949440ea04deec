import HTTPWire
import LoadPlan

extension RequestSpec {
    /// The request as it goes over the wire, straight to the target or to a proxy.
    /// - Throws: `EngineError` when method, header fields or content cannot be written as HTTP/1.1.
    func serialized(keepAlive: Bool, via proxy: ProxyRoute? = nil) throws -> [UInt8] {
        var fields = headers.map { HeaderField(name: $0.name, value: $0.value) }
        // Through a tunnel it would reach the target.
        if url.scheme == .http, let authorization = proxy?.authorization,
            !fields.contains(where: { $0.name.lowercased() == "proxy-authorization" })
        {
            fields.append(HeaderField(name: "Proxy-Authorization", value: authorization))
        }
        do {
            return try RequestSerializer.serialize(
                method: method,
                target: url.requestTarget,
                prefix: proxy?.prefix(for: url) ?? "",
                host: url.hostHeader,
                headers: fields,
                body: body,
                keepAlive: keepAlive,
                userAgent: "\(Product.name)/\(Product.version)"
            )
        } catch {
            throw EngineError(.request, error.message)
        }
    }
}
