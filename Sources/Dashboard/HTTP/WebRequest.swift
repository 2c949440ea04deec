/// One request to the dashboard, whole, as far as it is within the limits.
struct WebRequest: Sendable {
    /// `GET`, `POST`, ….
    var method: String
    /// Percent-decoded path segments; empty for `/`.
    var path: [String]
    /// Percent-decoded query parameters.
    private let pairs: [(name: String, value: String)]
    /// Header fields by lower-case name; of a repeated one the first.
    var headers: [String: String] = [:]
    /// The content.
    var body: [UInt8] = []

    init(method: String, target: String, headers: [String: String] = [:], body: [UInt8] = []) {
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = (parts.first ?? "").split(separator: "/").map { PercentCoding.decode($0) }
        pairs = parts.count > 1 ? PercentCoding.pairs(parts[1]) : []
        self.headers = headers
        self.body = body
    }

    /// Query parameters by name; of a repeated one the first.
    var query: [String: String] { Dictionary(pairs.map { ($0.name, $0.value) }) { first, _ in first } }

    /// All values of a query parameter.
    func repeated(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    /// A header field, whatever the letter case of its name.
    func header(_ name: String) -> String? { headers[name.lowercased()] }

    /// Whether it may change something.
    var isUnsafe: Bool { method != "GET" && method != "HEAD" }

    /// The fields of a form that was sent (`application/x-www-form-urlencoded`), nil where the content is none.
    var form: [String: String]? {
        guard mediaType == "application/x-www-form-urlencoded" else { return nil }
        return PercentCoding.form(String(decoding: body, as: UTF8.self)[...])
    }

    /// Type of the content in lower case, without parameters.
    var mediaType: String? {
        header("content-type").map { value in
            String(value.prefix { $0 != ";" }).filter { $0 != " " && $0 != "\t" }.lowercased()
        }
    }

    /// A cookie's value.
    func cookie(_ name: String) -> String? {
        let cookies = (header("cookie") ?? "").split(separator: ";")
        for cookie in cookies {
            let pair = cookie.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            if pair.count == 2, pair[0] == name { return String(pair[1]) }
        }
        return nil
    }
}
