/// What a person who mistyped a name may have meant.
public enum NearMiss {
    /// The one of `names` that is nearest to `text`, where few enough letters tell them apart (Damerau–Levenshtein distance, letter
    /// case left out): one letter of four, two of seven, three of longer names. Nil where none is near, or `text` is long.
    public static func of(_ text: String, among names: some Sequence<String>) -> String? {
        let letters = Array(text.lowercased().unicodeScalars)
        guard !letters.isEmpty, letters.count <= 40 else { return nil }
        var best: (name: String, distance: Int)?
        for name in names {
            let distance = distance(letters, Array(name.lowercased().unicodeScalars))
            let allowed = name.count <= 2 ? 0 : name.count <= 4 ? 1 : name.count <= 7 ? 2 : 3
            guard distance <= allowed, distance < best?.distance ?? .max else { continue }
            best = (name, distance)
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours that lead from one to the other.
    private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var next = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                next.append(cost)
            }
            (beforeLast, last) = (last, next)
        }
        return last[right.count]
    }
}
