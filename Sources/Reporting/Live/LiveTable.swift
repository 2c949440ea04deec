/// Groups of steps, or endpoints, on the live screen: a row each, as many as there is room for.
struct LiveTable {
    /// Rows that it has where the screen is low; the last may say how many are left out.
    private static let leastRows = 4
    private static let indent = 2
    private static let rest = "    and "

    let title: String
    let places: [LivePlace]
    private let names: [String]
    private let nameWidth: Int
    private let columns: LiveColumns

    /// - Parameter unit: What the rate counts, such as `sent/s`.
    init(_ title: String, _ unit: String, _ places: [LivePlace], screen: LiveView.Screen) {
        (self.title, self.places) = (title, places)
        names = places.map { PlainText.safe($0.name, limit: 200) }
        let longest = max(title.count, names.map { DisplayWidth.of($0) }.max() ?? 0)
        let room = screen.width - Self.indent
        columns = LiveColumns(unit, hasFailures: places.contains { $0.failed > 0 }, room: room, names: longest)
        nameWidth = min(longest, max(0, room - columns.width))
    }

    /// Fewest and most lines that make sense; none where the screen is too narrow.
    var lineCounts: ClosedRange<Int> {
        guard !places.isEmpty, !columns.isEmpty else { return 0...0 }
        return (1 + min(places.count, Self.leastRows))...(1 + places.count)
    }

    /// The table in `count` lines, where that is within ``lineCounts``.
    func lines(_ count: Int) -> [LiveLine] {
        guard lineCounts.contains(count), count > 0 else { return [] }
        let rows = count - 1
        let shown = places.busiest(rows < places.count ? rows - 1 : rows)
        let left = places.count - shown.count
        let heading = row(title, columns.titles.map { ($0, .dim) }, .dim)
        let more = left > 0 ? [LiveLine("\(Self.rest)\(FixedDecimal.grouped(left)) more", .dim)] : []
        return [heading] + shown.map { row(names[$0], columns.cells(places[$0])) } + more
    }

    private func row(
        _ name: String,
        _ cells: [(text: String, tone: LiveLine.Tone)],
        _ tone: LiveLine.Tone = .plain
    ) -> LiveLine {
        var line = LiveLine(String(repeating: " ", count: Self.indent))
        let isLong = DisplayWidth.of(name) > nameWidth
        line.add(isLong ? DisplayWidth.prefix(name, columns: nameWidth - 1) + "…" : name, tone)
        for (cell, end) in zip(cells, columns.ends) {
            line.add(
                String(repeating: " ", count: max(1, Self.indent + nameWidth + end - line.count - cell.text.count))
            )
            line.add(cell.text, cell.tone)
        }
        return line
    }
}
