/// A set of characters, as brackets and classes state it.
struct ScalarSet: Hashable, Sendable {
    /// A property that a scalar has or has not.
    struct Property: Hashable, Sendable {
        /// General category, such as `Lu`, or its first letter.
        var category: String
        var isNegated: Bool
    }

    private var ranges: [ClosedRange<UInt32>] = []
    private var properties: [Property] = []
    private var isNegated = false
    private var ignoresCase = false
    /// Membership of ASCII, by bit.
    private var low: (UInt64, UInt64) { (bits[0], bits[1]) }
    private var bits: [UInt64] = [0, 0]

    init(ranges: [ClosedRange<UInt32>], properties: [Property] = [], isNegated: Bool = false, ignoresCase: Bool = false)
    {
        self.ranges = ranges
        self.properties = properties
        self.isNegated = isNegated
        self.ignoresCase = ignoresCase
        for scalar in 0..<UInt32(128) where evaluate(scalar) { bits[Int(scalar >> 6)] |= 1 << UInt64(scalar & 63) }
    }

    func contains(_ scalar: UInt32) -> Bool {
        if scalar < 128 { return bits[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 != 0 }
        return evaluate(scalar)
    }

    private func evaluate(_ scalar: UInt32) -> Bool {
        var isMember = holds(scalar)
        if !isMember, ignoresCase {
            isMember = holds(Self.lower(scalar)) || holds(Self.upper(scalar))
        }
        return isMember != isNegated
    }

    private func holds(_ scalar: UInt32) -> Bool {
        if ranges.contains(where: { $0.contains(scalar) }) { return true }
        guard !properties.isEmpty, let scalar = Unicode.Scalar(scalar) else { return false }
        let category = Self.abbreviation(scalar.properties.generalCategory)
        return properties.contains { category.hasPrefix($0.category) != $0.isNegated }
    }

    /// The scalar in lower case, where that is one scalar.
    static func lower(_ scalar: UInt32) -> UInt32 {
        guard let known = Unicode.Scalar(scalar) else { return scalar }
        let mapped = known.properties.lowercaseMapping.unicodeScalars
        return mapped.count == 1 ? mapped.first.map(\.value) ?? scalar : scalar
    }

    private static func upper(_ scalar: UInt32) -> UInt32 {
        guard let known = Unicode.Scalar(scalar) else { return scalar }
        let mapped = known.properties.uppercaseMapping.unicodeScalars
        return mapped.count == 1 ? mapped.first.map(\.value) ?? scalar : scalar
    }

    /// The categories of RFC 9485, section 3, and Cs and Cn beside them.
    static let categories: Set<String> = [
        "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe", "Pf",
        "Pi",
        "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs", "C", "Cc", "Cf", "Cn", "Co",
    ]

    private static func abbreviation(_ category: Unicode.GeneralCategory) -> String {
        switch category {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }

    static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    static let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    static let blanks: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20]

    /// All scalars that none of the ranges, which are in order, holds.
    static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
        var result: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        return result + [next...0x10FFFF]
    }
}
