/// Who may use the dashboard, and under which names it is reached.
public struct AccessSettings: Sendable {
    /// Fewest characters of a token.
    public static let shortestToken = 16

    /// Whether only this machine can connect.
    public let isLoopback: Bool
    /// What a client must present; nil on loopback where none is asked for.
    let token: [UInt8]?
    /// Names in `Host` besides addresses and `localhost`, in lower case.
    let hostNames: Set<String>

    /// - Parameters:
    ///   - address: The address that is listened at.
    ///   - token: What a client must present.
    ///   - hostNames: Names under which browsers reach the server, besides its addresses.
    /// - Throws: ``DashboardError`` where the address is no IP address, or the token is missing or weak.
    public init(address: String, token: String?, hostNames: [String] = []) throws(DashboardError) {
        guard let isLoopback = HostName.isLoopback(address) else {
            throw DashboardError(.address, "'\(address)' is no IP address: give one of this machine, such as 127.0.0.1")
        }
        self.isLoopback = isLoopback
        self.hostNames = Set(hostNames.map { $0.lowercased() })
        guard let token, !token.isEmpty else {
            guard isLoopback else {
                throw DashboardError(
                    .token,
                    "\(address) can be reached by others, who could then start load from this machine: "
                        + "give --token (or LOADTESTER_TOKEN), or bind 127.0.0.1"
                )
            }
            self.token = nil
            return
        }
        guard token.utf8.count >= Self.shortestToken, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw DashboardError(
                .token,
                "the token is too weak: give at least \(Self.shortestToken) printable ASCII characters without spaces, "
                    + "such as the output of 'openssl rand -hex 24'"
            )
        }
        self.token = Array(token.utf8)
    }
}

/// Why a dashboard cannot be served.
public struct DashboardError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Sendable, CaseIterable {
        /// The address cannot be listened at.
        case address
        /// The token is missing or weak.
        case token
    }

    /// The kind of failure.
    public let code: Code
    /// What went wrong and what to do.
    public let message: String
    /// The kind as a bounded label for metrics.
    public var label: String { code.rawValue }
    /// The message.
    public var description: String { message }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}
