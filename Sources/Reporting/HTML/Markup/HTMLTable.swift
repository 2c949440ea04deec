/// A table of figures. Cells that hold a number carry it, unrounded, as `data-v`.
struct HTMLTable {
    struct Cell {
        let text: String
        var value: String?
        var isBad = false

        init(_ text: String, isBad: Bool = false) {
            self.text = text
            self.isBad = isBad
        }

        static func count(_ number: UInt64, badAbove: UInt64 = .max) -> Cell {
            var cell = Cell(FixedDecimal.grouped(number), isBad: number > badAbove)
            cell.value = String(number)
            return cell
        }

        static func time(_ milliseconds: Double) -> Cell {
            var cell = Cell(Quantity.time(milliseconds: milliseconds))
            cell.value = "\(milliseconds)"
            return cell
        }

        static func number(_ text: String, _ value: Double) -> Cell {
            var cell = Cell(text)
            cell.value = "\(value)"
            return cell
        }
    }

    let caption: String
    let head: [String]
    /// How many of the first columns are text, to the left.
    var textColumns = 1
    var rows: [[Cell]] = []

    var html: HTML {
        let heads: [HTML] = head.enumerated().map { column, name in
            #"<th scope="col" class="\#(HTML.raw(column < textColumns ? "t" : "n"))">\#(name)</th>"#
        }
        let rows: [HTML] = rows.map { row in "<tr>\(cells(row))</tr>\n" }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table><caption>\(caption)</caption>
            <thead><tr>\(heads)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }

    private func cells(_ row: [Cell]) -> [HTML] {
        row.enumerated().map { column, cell in
            let kind = HTML.raw((column < textColumns ? "t" : "n") + (cell.isBad ? " bad" : ""))
            let value: HTML = cell.value.map { #" data-v="\#($0)""# } ?? ""
            return column == 0
                ? #"<th scope="row" class="\#(kind)"\#(value)>\#(cell.text)</th>"#
                : #"<td class="\#(kind)"\#(value)>\#(cell.text)</td>"#
        }
    }
}
