/// The columns of a table on the live screen: all that there is room for beside the names.
struct LiveColumns {
    private struct Column {
        /// Over which columns stands whose times they are.
        var block = ""
        let title: String
        /// Those with the highest are left out first.
        let rank: Int
        let cell: (LivePlace) -> (text: String, tone: LiveLine.Tone)
    }

    /// Names are cut to this before a column is left out.
    private static let shortName = 16
    private static let cellWidth = 7

    private var columns: [Column]
    /// Spaces between them: two where there is room.
    private var gap = 1

    /// - Parameters:
    ///   - room: Columns of the screen for names and cells.
    ///   - names: Length of the longest name.
    init(_ unit: String, hasFailures: Bool, room: Int, names: Int) {
        columns = [Column(title: unit, rank: 1) { (FixedDecimal.text($0.perSecond, places: 0), .plain) }]
        if hasFailures {
            columns.append(
                Column(title: "failed", rank: 4) { (FixedDecimal.grouped($0.failed), $0.failed > 0 ? .bad : .plain) }
            )
        }
        columns += Self.times("last", \.last, rankOfTail: 2) + Self.times("run", \.run, rankOfTail: 3)
        while width + min(names, Self.shortName) > room, let last = columns.map(\.rank).max() {
            columns.removeAll { $0.rank == last }
        }
        if width + columns.count + names <= room { gap = 2 }
    }

    private static func times(_ block: String, _ times: @escaping (LivePlace) -> LiveTimes?, rankOfTail: Int)
        -> [Column]
    {
        let percentiles: [(String, Int, (LiveTimes) -> Double)] = [
            ("p50", 5, { $0.p50 }), ("p95", 6, { $0.p95 }), ("p99", rankOfTail, { $0.p99 }),
        ]
        return percentiles.map { title, rank, value in
            Column(block: block, title: title, rank: rank) { place in
                (times(place).map { Quantity.time(milliseconds: value($0)) } ?? Quantity.none, .plain)
            }
        }
    }

    var isEmpty: Bool { columns.isEmpty }

    /// Of all of them, with what is between them and the name.
    var width: Int { ends.last ?? 0 }

    /// Where each one ends, counted from the end of the name.
    var ends: [Int] {
        var end = 0
        return titles.map { title in
            end += max(Self.cellWidth, title.count) + gap
            return end
        }
    }

    /// The first column of a block says whose times they are.
    var titles: [String] {
        columns.enumerated().map { position, column in
            let isFirst = position == 0 || columns[position - 1].block != column.block
            return isFirst && !column.block.isEmpty ? "\(column.block) \(column.title)" : column.title
        }
    }

    func cells(_ place: LivePlace) -> [(text: String, tone: LiveLine.Tone)] { columns.map { $0.cell(place) } }
}
