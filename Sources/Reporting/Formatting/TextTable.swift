/// Rows of cells in aligned columns: the first to the left, all others to the right.
struct TextTable {
    private let indent: String
    private let leadingColumns: Int
    private var rows: [[String]] = []

    /// - Parameter leadingColumns: How many of the first columns are aligned to the left.
    init(indent: String = "  ", leadingColumns: Int = 1) {
        self.indent = indent
        self.leadingColumns = leadingColumns
    }

    mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// One line per row, without trailing spaces; columns are two spaces apart.
    var lines: [String] {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
                return column < leadingColumns ? cell + padding : padding + cell
            }
            let line = indent + cells.joined(separator: "  ")
            return String(line.prefix(line.count - line.reversed().prefix { $0 == " " }.count))
        }
    }
}
