/// Percent-encoding as AWS wants it: upper-case digits, and every byte encoded but the unreserved characters of RFC 3986,
/// section 2.3. A blank is `%20`, a plus sign `%2B`.
public enum PercentEncoding {
    /// `text` fit for a query's name or value or for one segment of a path.
    public static func encode(_ text: some StringProtocol) -> String {
        encode(text.utf8, keepingSlashes: false)
    }

    /// `path` with its slashes left as they are.
    public static func encode(path: some StringProtocol) -> String {
        encode(path.utf8, keepingSlashes: true)
    }

    /// `text` with each escape replaced by the byte it stands for. A percent sign that starts no escape stays, and bytes
    /// that are not UTF-8 become U+FFFD.
    public static func decode(_ text: some StringProtocol) -> String {
        String(decoding: bytes(text), as: UTF8.self)
    }

    /// `text`, which is encoded somehow, in this encoding. Unlike decoding, it keeps bytes that are not UTF-8.
    static func encode(encoded text: some StringProtocol) -> String {
        encode(bytes(text), keepingSlashes: false)
    }

    private static func bytes(_ text: some StringProtocol) -> [UInt8] {
        var rest = Array(text.utf8)[...]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(rest.count)
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), let escaped = escapedByte(rest) else {
                bytes.append(byte)
                continue
            }
            bytes.append(escaped)
            rest = rest.dropFirst(2)
        }
        return bytes
    }

    /// A query of names and values that are not encoded, in their order.
    public static func query(_ items: [(name: String, value: String)]) -> String {
        items.map { encode($0.name) + "=" + encode($0.value) }.joined(separator: "&")
    }

    private static func encode(_ text: some Collection<UInt8>, keepingSlashes: Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for byte in text {
            if isUnreserved(byte) || keepingSlashes && byte == UInt8(ascii: "/") {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default:
            false
        }
    }

    private static func escapedByte(_ rest: ArraySlice<UInt8>) -> UInt8? {
        guard rest.count >= 2, let high = digit(rest[rest.startIndex]), let low = digit(rest[rest.startIndex + 1])
        else {
            return nil
        }
        return high << 4 | low
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
