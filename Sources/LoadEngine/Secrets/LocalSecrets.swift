import Glibc
public import LoadPlan

/// Secrets that are to be had on the machine itself.
public enum LocalSecrets {
    /// Longer files hold no secret.
    private static let longest = 65_536

    /// The value of an environment variable, or a file's content without the line break at its end.
    /// - Throws: `EngineError` where there is none, and for secrets that are kept in AWS. The value is in no message.
    public static func resolve(_ reference: SecretReference) async throws -> String {
        switch reference {
        case .environment(let name):
            guard let value = getenv(name) else {
                throw EngineError(
                    .secret,
                    "The environment variable '\(name)' is not set, and the plan takes a secret from it."
                )
            }
            return String(cString: value)
        case .file(let path): return try contents(path)
        case .secretsManager(let id, _):
            throw EngineError(.secret, "The secret '\(id)' is kept in AWS Secrets Manager, which is not asked here.")
        case .parameter(let name):
            throw EngineError(.secret, "The secret '\(name)' is kept in AWS Systems Manager, which is not asked here.")
        }
    }

    static func contents(_ path: String) throws -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw EngineError(
                .secret,
                "The secret's file '\(path)' cannot be opened (\(String(cString: strerror(errno))))."
            )
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: longest + 1)
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count)
            }
            guard more > 0 else { break }
            count += more
        }
        guard count <= longest else { throw EngineError(.secret, "The secret's file '\(path)' is longer than 64 KiB.") }
        var text = bytes[..<count]
        if text.last == 0x0A { text.removeLast() }
        if text.last == 0x0D { text.removeLast() }
        guard let value = String(validating: text, as: UTF8.self) else {
            throw EngineError(.secret, "The secret's file '\(path)' is no UTF-8.")
        }
        return value
    }
}
