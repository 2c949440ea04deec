/// A chart of bars from blocks of an eighth of a line, `rows` lines high, one column per value.
struct BlockChart {
    /// The glyphs of one line of a bar, from nothing to full.
    struct Glyphs {
        let levels: [Character]

        static let blocks = Glyphs(levels: Array(" ▁▂▃▄▅▆▇█"))
        /// For terminals that show ASCII only.
        static let ascii = Glyphs(levels: Array(" .:-=+*#"))
    }

    let values: [Double?]
    let columns: Int
    var rows = 1
    var glyphs = Glyphs.blocks

    /// The largest value that is shown.
    var top: Double { shown.compactMap(\.self).filter(\.isFinite).max() ?? 0 }

    /// The newest values, as many as there are columns.
    private var shown: [Double?] { Array(values.suffix(max(0, columns))) }

    /// The lines from top to bottom, each `columns` wide. What is not nothing shows at least the lowest mark.
    var lines: [String] {
        let (shown, top) = (shown, top)
        let steps = glyphs.levels.count - 1
        let heights = shown.map { value -> Int in
            guard let value, value.isFinite, value > 0, top > 0 else { return 0 }
            return max(1, Int((value / top * Double(rows * steps)).rounded()))
        }
        return (0..<rows).map { row in
            let below = (rows - 1 - row) * steps
            let marks = heights.map { glyphs.levels[min(max(0, $0 - below), steps)] }
            return String(marks) + String(repeating: " ", count: max(0, columns - marks.count))
        }
    }
}
