import HTTPWire
import LoadPlan

extension RequestSpec {
    /// The request as it goes over the wire.
    /// - Throws: `EngineError` when method, header fields or content cannot be written as HTTP/1.1.
    func serialized(keepAlive: Bool) throws -> [UInt8] {
        do {
            return try RequestSerializer.serialize(
                method: method,
                target: url.requestTarget,
                host: url.hostHeader,
                headers: headers.map { HeaderField(name: $0.name, value: $0.value) },
                body: body,
                keepAlive: keepAlive,
                userAgent: "\(Product.name)/\(Product.version)"
            )
        } catch {
            throw EngineError(.request, error.message)
        }
    }
}
