/// The composing half of Unicode normalisation form C, by what the standard library knows about single characters.
///
/// Text is taken as it is ordered; marks that canonical ordering would exchange are not exchanged.
enum CanonicalComposition {
    static func compose(_ scalars: [UnicodeScalar]) -> [UnicodeScalar] {
        var result: [UnicodeScalar] = []
        var starter: Int?
        for scalar in scalars {
            let combiningClass = scalar.properties.canonicalCombiningClass
            if let position = starter,
                position == result.count - 1
                    || result[result.count - 1].properties.canonicalCombiningClass < combiningClass,
                let composed = pair(result[position], scalar)
            {
                result[position] = composed
                continue
            }
            if combiningClass == .notReordered { starter = result.count }
            result.append(scalar)
        }
        return result
    }

    /// The character that is canonically equivalent to two, if there is one that normalised text may hold.
    private static func pair(_ first: UnicodeScalar, _ second: UnicodeScalar) -> UnicodeScalar? {
        if let syllable = hangul(first, second) { return syllable }
        guard second.properties.isCombiningMark else { return nil }
        var text = ""
        text.unicodeScalars.append(contentsOf: [first, second])
        return candidates[text]
    }

    /// What may be a composite, under every spelling: equality and hash of strings are canonical equivalence. Composites
    /// lie among Latin to Georgian with the Indic scripts and their extensions, symbols with an overlay, and kana;
    /// beyond the first plane they are Brahmic vowels. Made when the first combining mark is met.
    private static let candidates: [String: UnicodeScalar] = {
        let blocks: [ClosedRange<UInt32>] = [0xC0...0x1FFF, 0x2190...0x22FF, 0x3040...0x30FF, 0x1_1090...0x1_15BF]
        let scalars = blocks.joined().lazy.compactMap { UnicodeScalar($0) }.filter {
            !$0.properties.isFullCompositionExclusion && $0.properties.generalCategory != .unassigned
        }
        return Dictionary(scalars.map { (String($0), $0) }) { first, _ in first }
    }()

    /// Syllables of Korean are composed by arithmetic (Unicode, section 3.12).
    private static func hangul(_ first: UnicodeScalar, _ second: UnicodeScalar) -> UnicodeScalar? {
        switch (first.value, second.value) {
        case (0x1100...0x1112, 0x1161...0x1175):
            UnicodeScalar(0xAC00 + ((first.value - 0x1100) * 21 + second.value - 0x1161) * 28)
        case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (first.value - 0xAC00) % 28 == 0:
            UnicodeScalar(first.value + second.value - 0x11A7)
        default: nil
        }
    }
}

extension Unicode.Scalar.Properties {
    var isCombiningMark: Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(generalCategory)
    }
}
