/// Carries one HTTP request to a registry and its whole response back. Follows no redirects.
public protocol RegistryTransport: Sendable {
    /// Sends `request` and awaits the whole response, however its status reads.
    /// - Throws: Where no whole response arrived within `timeout`. Whatever it throws counts as worth another try;
    ///   `CancellationError` ends the push.
    func send(_ request: RegistryRequest, timeout: Duration) async throws -> RegistryResponse
}

/// A request to a registry.
public struct RegistryRequest: Hashable, Sendable {
    /// Request method.
    public var method: String
    /// Scheme, host, port, path and query.
    public var url: String
    /// Header fields, without `Host` and `Content-Length`.
    public var headers: [RegistryHeader]
    /// The content; empty for none.
    public var body: [UInt8]

    /// Creates a request.
    public init(_ method: String, _ url: String, headers: [RegistryHeader] = [], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}

/// A registry's whole response.
public struct RegistryResponse: Hashable, Sendable {
    /// Status code.
    public var status: Int
    /// Header fields as they came.
    public var headers: [RegistryHeader]
    /// The content.
    public var body: [UInt8]

    /// Creates a response.
    public init(status: Int, headers: [RegistryHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first field of a name, whatever its case.
    public func header(_ name: String) -> String? {
        let name = name.lowercased()
        return headers.first { $0.name.lowercased() == name }?.value
    }
}

/// One header field.
public struct RegistryHeader: Hashable, Sendable {
    /// Field name.
    public var name: String
    /// Field value.
    public var value: String

    /// Creates a field.
    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}
