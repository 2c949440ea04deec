internal import Measurement

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// How many requests took how long, over the time of the run.
struct HeatMap {
    /// Most columns; neighbours are joined beyond.
    private static let mostColumns = 150
    /// Buckets of a sketch that make a row: 8 rows for each doubling of time.
    private static let rowShift = 2
    private static let levels = 6

    private let axis: TimeAxis
    private let marks: TimeMarks
    private let columnWidth: Int
    private let columns: [Int: [Int: UInt64]]
    private let rows: ClosedRange<Int>
    private let most: UInt64

    init(_ detail: RunDetail, axis: TimeAxis, marks: TimeMarks) {
        self.axis = axis
        self.marks = marks
        var joined = 1
        while Int(axis.seconds) / (axis.width * joined) > Self.mostColumns { joined *= 2 }
        columnWidth = axis.width * joined
        var columns: [Int: [Int: UInt64]] = [:]
        for stretch in detail.stretches {
            stretch.responseTime.forEachBucket { microseconds, count in
                columns[stretch.second / (axis.width * joined), default: [:]][
                    LatencySketch.index(of: microseconds.lowerBound) >> Self.rowShift,
                    default: 0
                ] += count
            }
        }
        self.columns = columns
        let used = columns.values.flatMap(\.keys)
        rows = (used.min() ?? 0)...max(used.max() ?? 0, (used.min() ?? 0) + 7)
        most = columns.values.flatMap(\.values).max() ?? 0
    }

    var html: HTML {
        let frame = ChartFrame(
            id: "heat",
            kind: "heat",
            title: "Latency heat map",
            explanation:
                "Response times over time: the darker a field, the more requests took that long then. A stall of the "
                + "target shows as a slope: who came first waited longest."
        )
        let paths: [HTML] = (1...Self.levels).map { level in
            #"<path class="h\#(level)" d="\#(HTML.raw(cells(level)))"/>"#
        }
        return frame.figure(
            """
            \(grid)<svg class="inner heat" width="100%" height="100%" viewBox="0 0 1000 1000" preserveAspectRatio="none">
            \(paths)</svg>\(marks.html(axis, named: false))\(ChartFrame.timeTicks(axis))\
            <line class="cursor off" y1="0" y2="100%"/><rect class="selection off" y="0" height="100%"/>

            """
        )
    }

    /// Darkness by the logarithm of the count: a single slow request is to be seen beside thousands of fast ones.
    private func level(_ count: UInt64) -> Int {
        guard most > 1 else { return Self.levels }
        return 1 + Int((Double(Self.levels - 1) * log(Double(count)) / log(Double(most))).rounded())
    }

    private func cells(_ level: Int) -> String {
        let height = 1000 / Double(rows.count)
        let width = 1000 * Double(columnWidth) / axis.seconds
        var path = ""
        for (column, counts) in columns.sorted(by: { $0.key < $1.key }) {
            for (row, count) in counts.sorted(by: { $0.key < $1.key }) where self.level(count) == level {
                let x = ChartPath.tenths(Double(column) * width)
                let y = ChartPath.tenths(1000 - Double(row - rows.lowerBound + 1) * height)
                path += "M\(x) \(y)h\(ChartPath.tenths(width))v\(ChartPath.tenths(height))h-\(ChartPath.tenths(width))z"
            }
        }
        return path
    }

    private var grid: [HTML] {
        let step = max(1, (rows.count + 4) / 5)
        return stride(from: 0, to: rows.count, by: step).map { offset in
            let y = HTML.raw(ChartPath.percent(1 - Double(offset) / Double(rows.count)))
            let low = LatencySketch.lowest(at: (rows.lowerBound + offset) << Self.rowShift)
            return """
                <line class="grid" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>\
                <text class="y" x="-8" y="\(y)" dy="4">\(Quantity.time(milliseconds: Double(low) / 1000))</text>

                """
        }
    }

    /// For the script's readout: bounds of the rows in milliseconds, and the fields by column as row, count, row, count, …
    var data: JSONNode {
        let bounds = (rows.lowerBound...rows.upperBound + 1).map { row in
            JSONNode.number(Double(LatencySketch.lowest(at: row << Self.rowShift)) / 1000)
        }
        let last = columns.keys.max() ?? -1
        let fields = (0..<last + 1).map { column in
            JSONNode.array(
                (columns[column] ?? [:]).sorted { $0.key < $1.key }
                    .flatMap { [.integer($0.key - rows.lowerBound), .count($0.value)] }
            )
        }
        return .object([
            ("width", .integer(columnWidth)), ("bounds", .array(bounds)), ("columns", .array(fields)),
        ])
    }
}
