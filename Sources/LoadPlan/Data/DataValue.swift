/// Where a value stands in a file of rows, and how it is written there.
public struct DataValue: Hashable, Sendable {
    /// How the value's bytes are written.
    public enum Notation: Hashable, Sendable {
        /// As they are.
        case plain
        /// With each quote doubled, as in a quoted CSV field (RFC 4180, section 2, rule 7).
        case doubledQuotes
        /// With the escapes of a JSON string (RFC 8259, section 7).
        case jsonString
    }

    /// The value's bytes in the file, without the quotes around them.
    public var range: Range<Int>
    /// How they are written.
    public var notation: Notation

    /// The value as it is meant, of the file `bytes`.
    public func decoded(in bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        switch notation {
        case .plain: result.append(contentsOf: bytes[range])
        case .doubledQuotes:
            var index = range.lowerBound
            while index < range.upperBound {
                result.append(bytes[index])
                index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
            }
        case .jsonString: JSONScanner.unescape(bytes, range, into: &result)
        }
        return result
    }

    /// The value as text; what is no UTF-8 is replaced.
    public func text(in bytes: UnsafeRawBufferPointer) -> String {
        String(decoding: decoded(in: bytes), as: UTF8.self)
    }
}
