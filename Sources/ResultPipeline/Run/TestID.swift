internal import Measurement

/// Names of runs.
public enum TestID {
    /// Most characters of a name.
    public static let maxLength = 64

    /// Digits and consonants that cannot be misread.
    private static let alphabet = Array("23456789bcdfghjkmnpqrstvwxz".utf8)

    /// Whether `text` is 1–64 of `A-Za-z0-9._-`.
    public static func isValid(_ text: String) -> Bool {
        (1...maxLength).contains(text.utf8.count) && text.utf8.allSatisfy(isAllowed)
    }

    /// A name whose alphabetical order is the order in time (to the second, UTC), such as `20261124-041500-k3f9`.
    /// - Parameters:
    ///   - epochMilliseconds: When the run was asked for.
    ///   - random: Source of the last four characters, which tell runs of one second apart (27⁴ possibilities).
    public static func generate(
        at epochMilliseconds: Int64,
        using random: inout some RandomNumberGenerator
    ) -> String {
        let time = UTCTimestamp(epochMilliseconds: epochMilliseconds).description.utf8
        let digits = time.prefix(19).filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let suffix = (0..<4).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
        let name = digits.prefix(8) + [UInt8(ascii: "-")] + digits.dropFirst(8) + [UInt8(ascii: "-")] + suffix
        return String(decoding: name, as: UTF8.self)
    }

    /// A number that is the same for the same name in every process, which Swift's own hashing is not: FNV-1a, 64 bits.
    ///
    /// Source: http://www.isthe.com/chongo/tech/comp/fnv/
    public static func hash(of name: String) -> UInt64 {
        name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
