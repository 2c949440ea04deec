internal import Crypto

/// The SHA-256 of some bytes, by which registries and layouts name them.
public struct BlobDigest: Hashable, Sendable, CustomStringConvertible {
    /// 64 hexadecimal digits.
    public let hex: String

    /// The digest of `content`.
    public init(of content: [UInt8]) {
        hex = SHA256.hash(data: content).reduce(into: "") { text, byte in
            text += byte < 16 ? "0" : ""
            text += String(byte, radix: 16)
        }
    }

    /// `sha256:…`
    public var description: String { "sha256:\(hex)" }
}
