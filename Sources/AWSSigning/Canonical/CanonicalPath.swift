/// The second line of a canonical request.
enum CanonicalPath {
    /// `path` as it is signed.
    ///
    /// S3 signs the path of the wire. Every other service removes dot segments (RFC 3986, section 5.2.4) and repeated
    /// slashes and then encodes what is on the wire, escapes included: `%20` is signed as `%2520`.
    static func text(_ path: String, normalized: Bool) -> String {
        if path.isEmpty { return "/" }
        return normalized ? PercentEncoding.encode(path: normalize(path)) : path
    }

    private static func normalize(_ path: String) -> String {
        var segments: [Substring] = []
        // By bytes: a combining character after a slash would hide it in a `Character`.
        for segment in path.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init) where segment != "." {
            if segment == ".." {
                _ = segments.popLast()
            } else {
                segments.append(segment)
            }
        }
        let end = path.utf8.last == UInt8(ascii: "/") && !segments.isEmpty ? "/" : ""
        return "/" + segments.joined(separator: "/") + end
    }
}
