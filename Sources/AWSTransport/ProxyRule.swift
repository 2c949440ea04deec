internal import AWSClient
internal import AsyncHTTPClient
internal import FoundationEssentials

/// Which requests go through a proxy, and through which.
struct ProxyRule: Sendable {
    let host: String
    let port: Int
    let user: String?
    let password: String?
    /// Hosts, lower case, that are reached straight, with those below them; `*` for all.
    private let exceptions: [Substring]

    /// What `HTTPS_PROXY` and `NO_PROXY` say, in upper or lower case; nil where no proxy is set.
    /// - Throws: ``TransportError`` with code `refused` where the variable is no URL of a proxy.
    init?(environment: [String: String]) throws(TransportError) {
        func variable(_ name: String) -> String? {
            [name.lowercased(), name].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        guard let text = variable("HTTPS_PROXY") else { return nil }
        guard let url = URL(string: text.contains("://") ? text : "http://" + text), url.scheme?.lowercased() == "http",
            let host = url.host(percentEncoded: false), !host.isEmpty
        else {
            throw TransportError(.refused, "HTTPS_PROXY is no URL of a proxy: write one like http://proxy.example:3128")
        }
        self.host = host
        port = url.port ?? 80
        user = url.user(percentEncoded: false)
        password = url.password(percentEncoded: false)
        exceptions = (variable("NO_PROXY") ?? "").lowercased().split { ", \t".contains($0) }
            .map { entry in
                // A port makes no difference here: an entry with more than one colon is an address of IPv6.
                let name = entry.count { $0 == ":" } == 1 ? entry.prefix { $0 != ":" } : entry
                return name.hasPrefix("*.") ? name.dropFirst(2) : name.hasPrefix(".") ? name.dropFirst() : name
            }
    }

    /// Whether requests to `host` go through the proxy.
    func covers(host: String) -> Bool {
        let host = host.lowercased()
        if Self.isNear(host) { return false }
        return !exceptions.contains { $0 == "*" || host == $0 || host.hasSuffix("." + $0) }
    }

    /// The proxy in the client's own terms.
    var configuration: HTTPClient.Configuration.Proxy {
        let authorization = user.map { HTTPClient.Authorization.basic(username: $0, password: password ?? "") }
        return .server(host: host, port: port, authorization: authorization)
    }

    /// The machine itself, and link-local addresses, where keys are handed out.
    private static func isNear(_ host: String) -> Bool {
        host == "localhost" || host == "::1"
            || ["127.", "169.254.", "fd00:ec2:", "fe80:"].contains(where: host.hasPrefix)
    }
}
