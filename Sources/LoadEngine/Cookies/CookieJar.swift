/// The cookies of one virtual user, for as long as an iteration lasts. Eight bytes while there are none.
struct CookieJar: Sendable {
    private(set) var cookies: [Cookie] = []
    /// More are not kept: a server cannot fill the memory.
    private static let most = 64
    /// Longer fields are not kept.
    private static let longest = 8192

    var isEmpty: Bool { cookies.isEmpty }

    mutating func removeAll() {
        if !cookies.isEmpty { cookies.removeAll() }
    }

    /// Takes over what a response sets, by the value of its `Set-Cookie` field.
    mutating func set(_ field: [UInt8], host: [UInt8], path: [UInt8], isSecure: Bool, now: Int64) {
        guard field.count <= Self.longest,
            let cookie = Cookie(parsing: field, host: host, path: path, isSecure: isSecure, now: now)
        else { return }
        cookies.removeAll { $0.name == cookie.name && $0.domain == cookie.domain && $0.path == cookie.path }
        if let expires = cookie.expires, expires <= now { return }
        guard cookies.count < Self.most else { return }
        cookies.append(cookie)
    }

    /// Appends `Cookie: a=b; c=d` with its line's end, where a cookie goes along. Longer paths come first (section 5.4).
    func append(
        to buffer: inout ByteBuffer,
        host: [UInt8],
        path: UnsafeRawBufferPointer,
        isSecure: Bool,
        now: Int64,
        asField: Bool = true
    ) {
        guard !cookies.isEmpty else { return }
        let fitting = cookies.filter { $0.isFor(host: host, path: path, isSecure: isSecure, now: now) }
        guard !fitting.isEmpty else { return }
        if asField { buffer.append("Cookie: ") }
        for (index, cookie) in Self.ordered(fitting).enumerated() {
            if index > 0 { buffer.append("; ") }
            cookie.name.withUnsafeBytes { buffer.append($0, in: .header) }
            buffer.append(UInt8(ascii: "="))
            cookie.value.withUnsafeBytes { buffer.append($0, in: .header) }
        }
        if asField { buffer.append("\r\n") }
    }

    private static func ordered(_ cookies: [Cookie]) -> [Cookie] {
        cookies.enumerated().sorted { left, right in
            left.element.path.count != right.element.path.count
                ? left.element.path.count > right.element.path.count : left.offset < right.offset
        }.map(\.element)
    }
}
