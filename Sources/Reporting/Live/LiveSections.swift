/// The parts of the live screen from top to bottom, each with how much it matters.
struct LiveSections {
    struct Block {
        /// What weighs least is left out first.
        let weight: Int
        /// Fewest and most lines that it can take.
        let counts: ClosedRange<Int>
        /// As many lines as it is given.
        let lines: (Int) -> [LiveLine]

        init(weight: Int, lines: [LiveLine]) {
            (self.weight, counts) = (weight, lines.count...lines.count)
            self.lines = { _ in lines }
        }

        init(weight: Int, table: LiveTable) {
            (self.weight, counts, lines) = (weight, table.lineCounts, table.lines)
        }
    }

    let view: LiveView
    let screen: LiveView.Screen
    var figures: ProgressFigures { view.figures }

    var all: [Block] {
        let trouble = figures.failed > 0 || !figures.errors.isEmpty
        return [
            Block(weight: 11, lines: [heading]),
            Block(weight: 10, lines: [progress]),
            Block(weight: 1, lines: [LiveLine()]),
            Block(weight: 12, lines: load),
            Block(weight: 7, lines: asked),
            Block(weight: 9, lines: LiveLatency(view: view, screen: screen).lines),
            Block(weight: 5, table: LiveTable("groups", "done/s", figures.groups, screen: screen)),
            Block(weight: 4, table: LiveTable("endpoints", "sent/s", figures.endpoints, screen: screen)),
            Block(weight: 2, lines: LiveCharts(view: view, screen: screen).lines),
            Block(weight: 8, lines: tasks),
            Block(weight: trouble ? 10 : 3, lines: errors),
            Block(weight: 6, lines: waiting),
            Block(weight: 9, lines: notices),
        ].filter { $0.counts.upperBound > 0 }
    }

    private var heading: LiveLine {
        var line = LiveLine(PlainText.safe(view.testId, limit: 64), .bold)
        line.add("  \(PlainText.safe(view.target, limit: 200))")
        return line
    }

    private var progress: LiveLine {
        let (elapsed, total) = (max(0, figures.elapsedSeconds), figures.totalSeconds)
        let share = total > 0 ? min(1, elapsed / total) : 0
        let text =
            if figures.elapsedSeconds > 0 {
                elapsed > total
                    ? "\(Quantity.duration(seconds: total.rounded(.down))), waiting for the last responses"
                    : "\(Quantity.duration(seconds: elapsed.rounded(.down))) of \(Quantity.duration(seconds: total))"
            } else {
                "waiting for the start, \(Quantity.duration(seconds: total)) of load"
            }
        let columns = min(40, max(0, screen.width - text.count - 4))
        guard columns >= 8 else { return LiveLine(text) }
        let full = Int((share * Double(columns)).rounded(.down))
        let (mark, rest) = screen.isUnicode ? ("█", "░") : ("#", ".")
        var line = LiveLine(String(repeating: mark, count: full), .good)
        line.add(String(repeating: rest, count: columns - full), .dim)
        line.add("  \(text)")
        return line
    }

    /// Rate and counts, in two columns where they fit.
    private var load: [LiveLine] {
        let achieved = FixedDecimal.text(figures.achievedPerSecond, places: 0)
        let requests = figures.asksIterations ? nil : figures.askedPerSecond
        let asked = requests.map { " of \(Quantity.rate($0)) asked" } ?? ""
        let isBehind = requests.map { figures.achievedPerSecond < $0 * 0.9 } ?? false
        let failed = "\(FixedDecimal.grouped(figures.failed)) (\(Quantity.share(figures.failed, of: figures.sent)))"
        var cells: [(String, String, LiveLine.Tone)] = [
            ("rate/s", achieved + asked, isBehind && figures.elapsedSeconds > 3 ? .doubtful : .plain),
            ("in flight", figures.inFlight.map { FixedDecimal.grouped($0) } ?? Quantity.none, .plain),
            ("sent", FixedDecimal.grouped(figures.sent), .plain),
            ("failed", failed, figures.failed > 0 ? .bad : .plain),
        ]
        if figures.dropped > 0 { cells.append(("dropped", FixedDecimal.grouped(figures.dropped), .doubtful)) }
        let columns = screen.width >= 60 ? 2 : 1
        return stride(from: 0, to: cells.count, by: columns).map { first in
            var line = LiveLine()
            for (position, cell) in cells[first..<min(first + columns, cells.count)].enumerated() {
                line.add(String(repeating: " ", count: max(0, position * 34 - line.count)))
                line.add("  " + cell.0.padded(to: 11), .dim)
                line.add(cell.1, cell.2)
            }
            return line
        }
    }

    /// Iterations are not set beside requests: each has any number of these.
    private var asked: [LiveLine] {
        guard figures.asksIterations, let iterations = figures.askedPerSecond else { return [] }
        var line = LiveLine("  " + "asked".padded(to: 11), .dim)
        line.add("\(Quantity.rate(iterations)) iterations/s")
        return [line]
    }

    private var tasks: [LiveLine] {
        let tasks = figures.tasks
        let states: [(Int, String, LiveLine.Tone)] = [
            (tasks.waiting, "waiting", .plain), (tasks.ready, "ready", .plain), (tasks.running, "running", .plain),
            (tasks.finished, "finished", .plain), (tasks.failed, "failed", .bad),
        ]
        var line = LiveLine("  " + "tasks".padded(to: 11), .dim)
        for (position, state) in states.filter({ $0.0 > 0 }).enumerated() {
            line.add(position > 0 ? ", " : "")
            line.add("\(FixedDecimal.grouped(state.0)) \(state.1)", state.2)
        }
        let shown = tasks.troubles.prefix(3).map { LiveLine("    " + PlainText.safe($0, limit: 200), .doubtful) }
        let rest = tasks.troubles.count - shown.count
        return [line] + shown + (rest > 0 ? [LiveLine("    and \(rest) more tasks in trouble", .doubtful)] : [])
    }

    private var errors: [LiveLine] {
        let codes = figures.statusCodes.filter { $0.key >= 400 }.map { ("status \($0.key)", $0.value) }
        let kinds = (figures.errors.map { ($0.key, $0.value) } + codes).filter { $0.1 > 0 }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
        var line = LiveLine("  " + "errors".padded(to: 11), .dim)
        guard !kinds.isEmpty else {
            line.add("none")
            return [line]
        }
        let shown = kinds.prefix(5).map { "\(PlainText.safe($0.0, limit: 40)) \(FixedDecimal.grouped($0.1))" }
        line.add(shown.joined(separator: ", "), .bad)
        if kinds.count > 5 { line.add(", and \(kinds.count - 5) kinds more", .bad) }
        return [line]
    }

    private var waiting: [LiveLine] {
        guard figures.arrivalsThatWaited > 0 else { return [] }
        var line = LiveLine("  " + "waited".padded(to: 11), .dim)
        line.add(
            "\(FixedDecimal.grouped(figures.arrivalsThatWaited)) arrivals for a free virtual user, up to "
                + Quantity.time(milliseconds: figures.longestWaitMs),
            .doubtful
        )
        return [line]
    }

    private var notices: [LiveLine] {
        view.notices.suffix(3).map { LiveLine("  note: " + PlainText.safe($0, limit: 300), .doubtful) }
    }
}

extension String {
    /// With spaces at its end, `width` columns wide.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }
}
