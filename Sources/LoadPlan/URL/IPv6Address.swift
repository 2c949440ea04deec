/// An IPv6 address (URL Standard, section 3.5, "IPv6 parser"; serialised as RFC 5952 says).
struct IPv6Address {
    private(set) var pieces: [UInt16] = []

    /// `pieces` are eight.
    init(pieces: [UInt16]) {
        self.pieces = pieces
    }

    /// `input` stands between the brackets.
    init?(parsing input: ArraySlice<UInt8>) {
        var rest = input
        var compression: Int?
        if rest.first == UInt8(ascii: ":") {
            guard rest.dropFirst().first == UInt8(ascii: ":") else { return nil }
            rest = rest.dropFirst(2)
            compression = 0
        }
        while !rest.isEmpty {
            guard pieces.count < 8 else { return nil }
            if rest.first == UInt8(ascii: ":") {
                guard compression == nil else { return nil }
                rest = rest.dropFirst()
                compression = pieces.count
                continue
            }
            let digits = rest.prefix(4).prefix { $0.hexDigit != nil }
            let after = rest.dropFirst(digits.count)
            if after.first == UInt8(ascii: "."), !digits.isEmpty {
                guard pieces.count <= 6, let embedded = Self.dotted(rest) else { return nil }
                pieces += embedded
                break
            }
            guard !digits.isEmpty else { return nil }
            pieces.append(digits.reduce(0) { $0 << 4 | UInt16($1.hexDigit ?? 0) })
            rest = after
            if let separator = rest.first {
                guard separator == UInt8(ascii: ":"), rest.count > 1 else { return nil }
                rest = rest.dropFirst()
            }
        }
        if let compression {
            guard pieces.count < 8 else { return nil }
            pieces.insert(contentsOf: Array(repeating: 0, count: 8 - pieces.count), at: compression)
        }
        guard pieces.count == 8 else { return nil }
    }

    /// The last two pieces, written as four decimal numbers without leading zeros.
    private static func dotted(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt16] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy({ $0.decimalDigit != nil }),
                part.count == 1 || part.first != UInt8(ascii: "0")
            else { return nil }
            let value = part.reduce(0) { $0 * 10 + UInt16($1.decimalDigit ?? 0) }
            guard value < 256 else { return nil }
            bytes.append(value)
        }
        return [bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3]]
    }

    /// In lower case, with the first longest run of at least two zero pieces written as `::`.
    var text: String {
        let zeros = longestRunOfZeros
        guard zeros.count > 1 else { return Self.joined(pieces[...]) }
        return Self.joined(pieces[..<zeros.lowerBound]) + "::" + Self.joined(pieces[zeros.upperBound...])
    }

    private static func joined(_ pieces: ArraySlice<UInt16>) -> String {
        pieces.map { String($0, radix: 16) }.joined(separator: ":")
    }

    private var longestRunOfZeros: Range<Int> {
        var longest = 0..<0
        var start = 0
        for (index, piece) in pieces.enumerated() {
            if piece != 0 {
                start = index + 1
            } else if index + 1 - start > longest.count {
                longest = start..<(index + 1)
            }
        }
        return longest
    }
}
