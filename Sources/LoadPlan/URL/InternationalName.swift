/// Domain to ASCII (URL Standard, section 3.3; UTS 46), within the limits that ``TargetURL`` states.
enum InternationalName {
    /// DNS ends at 63. Longer labels are let through, as browsers do, up to where conversion (quadratic) takes noticeable
    /// time, because a server can send any name in a redirect.
    private static let longestLabel = 1000

    /// - Throws: ``TargetURLError`` naming the label that is not valid.
    static func toASCII(_ domain: String) throws(TargetURLError) -> String {
        let mapped = CanonicalComposition.compose(domain.unicodeScalars.flatMap(map))
        var labels: [String] = []
        for label in mapped.split(separator: ".", omittingEmptySubsequences: false) {
            try labels.append(ascii(Array(label)))
        }
        return labels.joined(separator: ".")
    }

    /// What UTS 46 makes of a character: nothing for an ignored one, its lower case, its ASCII form.
    private static func map(_ scalar: UnicodeScalar) -> [UnicodeScalar] {
        switch scalar.value {
        case 0x41...0x5A: return [UnicodeScalar(UInt8(scalar.value) | 0x20)]
        case 0..<0x80: return [scalar]
        // Ideographic full stops.
        case 0x3002, 0xFF61: return ["."]
        // Fullwidth ASCII.
        case 0xFF01...0xFF5E: return map(UnicodeScalar(UInt8(scalar.value - 0xFF01 + 0x21)))
        // Soft hyphen, grapheme joiner, zero-width characters and variation selectors are ignored. Other ignorable
        // characters are not valid; the two joiners are kept, and checked in their context.
        case 0xAD, 0x34F, 0x180B...0x180D, 0x180F, 0x200B, 0x2060, 0x2064, 0xFE00...0xFE0F, 0xFEFF, 0x1_BCA0...0x1_BCA3,
            0xE_0100...0xE_01EF:
            return []
        default: return Array(scalar.properties.lowercaseMapping.unicodeScalars)
        }
    }

    private static func ascii(_ label: [UnicodeScalar]) throws(TargetURLError) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: label)
        if label.count > longestLabel, text.hasPrefix("xn--") || !label.allSatisfy(\.isASCII) { throw refusal(text) }
        if text.hasPrefix("xn--") {
            guard let decoded = Punycode.decode(text.dropFirst(4)), !decoded.allSatisfy(\.isASCII),
                isValid(decoded), CanonicalComposition.compose(decoded.flatMap(map)) == decoded,
                text == Punycode.encode(decoded).map({ "xn--" + $0 })
            else { throw refusal(text) }
            return text
        }
        if label.allSatisfy(\.isASCII) { return text }
        guard isValid(label), let encoded = Punycode.encode(label) else { throw refusal(text) }
        return "xn--" + encoded
    }

    private static func refusal(_ label: String) -> TargetURLError {
        let shown = TargetURLError.quoted(label.utf8)
        return TargetURLError(
            .invalidInternationalName,
            "\(shown) is not a name that can be looked up: write the ASCII form (xn--…) that a browser shows."
        )
    }

    private static func isValid(_ label: [UnicodeScalar]) -> Bool {
        guard let first = label.first, !first.properties.isCombiningMark else { return false }
        return label.indices.allSatisfy { index in
            let scalar = label[index]
            if scalar.value == 0x200C || scalar.value == 0x200D {
                return index > 0 && label[index - 1].properties.canonicalCombiningClass == .virama
            }
            return scalar.isASCII ? scalar != "." : isAllowed(scalar)
        }
    }

    /// Whether UTS 46 keeps a character as it is. Letters that only change when folded fully (`ß`, `ς`) are kept.
    private static func isAllowed(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            return false
        default: break
        }
        switch scalar.value {
        case 0xDF, 0x3C2: return true
        // Ideographic description characters, object and character replacement.
        case 0x2FF0...0x2FFF, 0xFFFC, 0xFFFD: return false
        default: return !scalar.properties.changesWhenNFKCCaseFolded
        }
    }
}
