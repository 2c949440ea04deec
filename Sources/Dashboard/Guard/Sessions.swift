internal import Synchronization

/// Browsers that have presented the token, by a random name in a cookie. They are forgotten when the server ends.
final class Sessions: Sendable {
    static let cookie = "loadtester_session"
    /// Most sessions; the oldest gives way.
    static let limit = 100

    private let names = Mutex<[String]>([])

    /// A new session.
    /// - Returns: The value of the `Set-Cookie` field.
    func begin() -> String {
        let name = RandomText.make()
        names.withLock { names in
            names.append(name)
            if names.count > Self.limit { names.removeFirst() }
        }
        return "\(Self.cookie)=\(name); Path=/; HttpOnly; SameSite=Strict"
    }

    func contains(_ name: String) -> Bool {
        let given = Array(name.utf8)
        return names.withLock { names in names.contains { ConstantTime.equal(Array($0.utf8), given) } }
    }

    func end(_ name: String) {
        names.withLock { $0.removeAll { $0 == name } }
    }
}

/// Text that cannot be guessed.
enum RandomText {
    /// 256 bits of the system's random source in hexadecimal.
    static func make() -> String {
        var source = SystemRandomNumberGenerator()
        return (0..<4).map { _ in
            let digits = String(source.next() as UInt64, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
