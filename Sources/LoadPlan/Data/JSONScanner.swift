/// Passes over JSON values (RFC 8259) in bytes, checking them, without building anything.
struct JSONScanner {
    private let bytes: UnsafeRawBufferPointer
    private(set) var offset: Int
    private let end: Int

    /// Deeper values are refused, so that no file can exhaust the stack.
    private static let deepest = 64

    init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
        self.bytes = bytes
        offset = range.lowerBound
        end = range.upperBound
    }

    var isAtEnd: Bool { offset >= end }

    mutating func skipBlanks() {
        while offset < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    }

    /// Consumes `byte` if it is next.
    mutating func take(_ byte: UInt8) -> Bool {
        guard offset < end, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// A string's content, between its quotes; nil where there is no valid string.
    mutating func string() -> Range<Int>? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = offset
        while offset < end {
            switch bytes[offset] {
            case UInt8(ascii: "\""):
                offset += 1
                return start..<offset - 1
            case UInt8(ascii: "\\"):
                guard offset + 1 < end else { return nil }
                if bytes[offset + 1] == UInt8(ascii: "u") {
                    guard offset + 5 < end, bytes[offset + 2...offset + 5].allSatisfy({ $0.hexDigit != nil }) else {
                        return nil
                    }
                    offset += 6
                } else {
                    guard "\"\\/bfnrt".utf8.contains(bytes[offset + 1]) else { return nil }
                    offset += 2
                }
            case 0..<0x20: return nil
            default: offset += 1
            }
        }
        return nil
    }

    /// Passes over one value. False where there is none, or it is not valid.
    mutating func skipValue(depth: Int = 0) -> Bool {
        guard offset < end, depth < Self.deepest else { return false }
        switch bytes[offset] {
        case UInt8(ascii: "\""): return string() != nil
        case UInt8(ascii: "{"): return skipMembers(depth: depth)
        case UInt8(ascii: "["): return skipElements(depth: depth)
        case UInt8(ascii: "t"): return skip("true")
        case UInt8(ascii: "f"): return skip("false")
        case UInt8(ascii: "n"): return skip("null")
        default: return skipNumber()
        }
    }

    private mutating func skipMembers(depth: Int) -> Bool {
        offset += 1
        skipBlanks()
        if take(UInt8(ascii: "}")) { return true }
        repeat {
            skipBlanks()
            guard string() != nil else { return false }
            skipBlanks()
            guard take(UInt8(ascii: ":")) else { return false }
            skipBlanks()
            guard skipValue(depth: depth + 1) else { return false }
            skipBlanks()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}"))
    }

    private mutating func skipElements(depth: Int) -> Bool {
        offset += 1
        skipBlanks()
        if take(UInt8(ascii: "]")) { return true }
        repeat {
            skipBlanks()
            guard skipValue(depth: depth + 1) else { return false }
            skipBlanks()
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]"))
    }

    private mutating func skip(_ word: String) -> Bool {
        guard end - offset >= word.utf8.count, bytes[offset..<offset + word.utf8.count].elementsEqual(word.utf8) else {
            return false
        }
        offset += word.utf8.count
        return true
    }

    private mutating func skipNumber() -> Bool {
        _ = take(UInt8(ascii: "-"))
        let isZero = take(UInt8(ascii: "0"))
        guard isZero || skipDigits() else { return false }
        if take(UInt8(ascii: ".")) { guard skipDigits() else { return false } }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            return skipDigits()
        }
        return true
    }

    private mutating func skipDigits() -> Bool {
        let start = offset
        while offset < end, bytes[offset].decimalDigit != nil { offset += 1 }
        return offset > start
    }
}

extension JSONScanner {
    /// Writes what the content `range` of a valid JSON string means. Half a surrogate pair becomes U+FFFD.
    static func unescape(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, into result: inout [UInt8]) {
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound else {
                result.append(bytes[index])
                index += 1
                continue
            }
            switch bytes[index + 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                var units = [codeUnit(bytes, index + 2, range)]
                if units[0] & 0xFC00 == 0xD800, index + 7 < range.upperBound, bytes[index + 6] == UInt8(ascii: "\\"),
                    bytes[index + 7] == UInt8(ascii: "u")
                {
                    units.append(codeUnit(bytes, index + 8, range))
                    if units[1] & 0xFC00 == 0xDC00 { index += 6 } else { units.removeLast() }
                }
                result.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
                index += 4
            case let other: result.append(other)
            }
            index += 2
        }
    }

    private static func codeUnit(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ range: Range<Int>) -> UInt16 {
        guard start + 4 <= range.upperBound else { return 0xFFFD }
        return bytes[start..<start + 4].reduce(0) { $0 << 4 | UInt16($1.hexDigit ?? 0) }
    }
}
