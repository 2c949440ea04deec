internal import Crypto
internal import FoundationEssentials

/// The two functions that Signature Version 4 is made of.
enum Digest {
    /// SHA-256 in lower-case hexadecimal digits.
    static func sha256(_ bytes: [UInt8]) -> String {
        hexadecimal(SHA256.hash(data: bytes))
    }

    /// HMAC with SHA-256.
    static func hmac(_ message: String, key: [UInt8]) -> [UInt8] {
        [UInt8](HMAC<SHA256>.authenticationCode(for: [UInt8](message.utf8), using: SymmetricKey(data: key)))
    }

    /// Lower-case hexadecimal digits.
    static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
