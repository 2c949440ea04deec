/// One line that says where a run stands, such as
/// `12s/30s  200 of 200 rps  sent 2,400  failed 0  p50 20.1 ms  p99 80.2 ms  tasks 2/2`.
public struct ProgressLine: Sendable {
    private let figures: ProgressFigures

    /// The line for `figures`.
    public init(_ figures: ProgressFigures) {
        self.figures = figures
    }

    /// The line, indented by two spaces, without a line break.
    public var text: String {
        let elapsed = Quantity.clock(seconds: min(figures.elapsedSeconds, figures.totalSeconds).rounded(.down))
        let total = Quantity.clock(seconds: figures.totalSeconds)
        let over = (figures.elapsedSeconds - figures.totalSeconds).rounded(.down)
        let achieved = FixedDecimal.text(figures.achievedPerSecond, places: 0)
        let rate =
            switch figures.askedPerSecond.map({ Quantity.rate($0) }) {
            case nil: "\(achieved) rps"
            case .some(let asked) where figures.asksIterations: "\(achieved) rps of \(asked) iterations/s"
            case .some(let asked): "\(achieved) of \(asked) rps"
            }
        var parts = [
            "\(elapsed)/\(total)"
                + (over >= 1 ? ", waiting for the last results for \(Quantity.clock(seconds: over))" : ""),
            rate,
            "sent \(FixedDecimal.grouped(figures.sent))",
            "failed \(FixedDecimal.grouped(figures.failed))",
        ]
        parts += figures.p50.map { ["p50 \(Quantity.time(milliseconds: $0))"] } ?? []
        parts += figures.p99.map { ["p99 \(Quantity.time(milliseconds: $0))"] } ?? []
        parts += figures.inFlight.map { ["in flight \(FixedDecimal.grouped($0))"] } ?? []
        parts.append("tasks \(figures.tasksReported)/\(figures.tasksRequested)")
        return "  " + parts.joined(separator: "  ")
    }

    /// What to write to a terminal of `width` columns to show the line in place of the one before: it stays one line.
    public func redraw(width: Int) -> String {
        let text = text
        let line = text.count < width ? text : text.prefix(max(width - 2, 1)) + "…"
        return "\r\u{1B}[2K" + line
    }
}
