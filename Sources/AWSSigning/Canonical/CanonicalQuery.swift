/// The third line of a canonical request.
enum CanonicalQuery {
    /// `query` as it is signed: each name and value encoded the one way AWS encodes, however the wire has it, and sorted
    /// by name, then by value, byte by byte.
    static func text(_ query: String) -> String {
        pairs(query)
            .map { (name: PercentEncoding.encode(encoded: $0.name), value: PercentEncoding.encode(encoded: $0.value)) }
            .sorted { a, b in
                a.name == b.name
                    ? a.value.utf8.lexicographicallyPrecedes(b.value.utf8)
                    : a.name.utf8.lexicographicallyPrecedes(b.name.utf8)
            }
            .map { "\($0.name)=\($0.value)" }
            .joined(separator: "&")
    }

    /// Names and values of a query, decoded, in their order. A plus sign stands for itself.
    static func items(_ query: String) -> [(name: String, value: String)] {
        pairs(query).map { (PercentEncoding.decode($0.name), PercentEncoding.decode($0.value)) }
    }

    private static func pairs(_ query: String) -> [(name: Substring, value: Substring)] {
        guard !query.isEmpty else { return [] }
        return query.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false).map { pair in
            let name = pair.prefix { $0 != UInt8(ascii: "=") }
            let value = pair.dropFirst(name.count + 1)
            return (Substring(name), Substring(value))
        }
    }
}
