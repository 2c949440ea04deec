/// Where the runtime API listens: plain HTTP, on an address that only this environment reaches.
struct RuntimeEndpoint: Hashable, Sendable {
    /// Environment variable in which Lambda tells it.
    static let variable = "AWS_LAMBDA_RUNTIME_API"

    let address: SocketAddress
    /// `host:port`, the value of the `Host` header.
    let authority: String

    /// - Throws: ``RuntimeFailure`` `noEndpoint`.
    init(environment: [String: String]) throws(RuntimeFailure) {
        guard let text = environment[Self.variable] else {
            throw RuntimeFailure(
                .noEndpoint,
                "\(Self.variable) is not set: this program is a Lambda function and starts only in Lambda or its emulator."
            )
        }
        guard let endpoint = RuntimeEndpoint(text) else {
            throw RuntimeFailure(.noEndpoint, "\(Self.variable) is no address and port, as in 127.0.0.1:9001.")
        }
        self = endpoint
    }

    /// Reads `127.0.0.1:9001`, `[::1]:9001` or `localhost:9001`. Nil for anything else.
    init?(_ text: String) {
        guard let colon = text.lastIndex(of: ":"), let port = Self.port(text[text.index(after: colon)...]) else {
            return nil
        }
        let host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        guard isBracketed == host.contains(":") else { return nil }
        let literal = isBracketed ? host.dropFirst().dropLast() : host == "localhost" ? "127.0.0.1" : host
        guard let address = SocketAddress(String(literal), port: port) else { return nil }
        self.address = address
        authority = text
    }

    private static func port(_ digits: Substring) -> UInt16? {
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(digits), port > 0 else {
            return nil
        }
        return port
    }
}
