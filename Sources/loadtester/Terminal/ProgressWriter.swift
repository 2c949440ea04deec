import LoadPlan
import Measurement
import Reporting
import ResultPipeline
import Synchronization

/// Progress on standard error: one line that is redrawn on a terminal, a line a second elsewhere, nothing when quiet.
final class ProgressWriter: Sendable {
    private let isQuiet: Bool
    private let plan: TestPlan
    private let state = Mutex(State())

    private struct State {
        var isMidLine = false
        var noticed = 0
    }

    init(_ plan: TestPlan, isQuiet: Bool) {
        self.plan = plan
        self.isQuiet = isQuiet
    }

    /// A line of its own.
    func say(_ text: String) {
        guard !isQuiet else { return }
        state.withLock { state in
            Terminal.error.write((state.isMidLine ? "\n" : "") + text + "\n")
            state.isMidLine = false
        }
    }

    func show(_ snapshot: ProgressSnapshot) {
        let notices = state.withLock { state in
            defer { state.noticed = snapshot.notices.count }
            return Array(snapshot.notices.dropFirst(state.noticed))
        }
        for notice in notices { say("  note: \(notice)") }
        guard !isQuiet, let elapsed = snapshot.elapsedSeconds, elapsed >= 0 else { return }
        let line = ProgressLine(figures(snapshot, elapsed: elapsed))
        guard Terminal.error.isInteractive else { return say(line.text) }
        state.withLock { state in
            Terminal.error.write(line.redraw(width: Terminal.error.width))
            state.isMidLine = true
        }
    }

    /// Ends the line that is being redrawn.
    func finish() {
        state.withLock { state in
            if state.isMidLine { Terminal.error.write("\n") }
            state.isMidLine = false
        }
    }

    private func figures(_ snapshot: ProgressSnapshot, elapsed: Double) -> ProgressFigures {
        var figures = ProgressFigures()
        figures.elapsedSeconds = elapsed
        figures.totalSeconds = snapshot.plannedSeconds
        if case .open(let rate, _) = plan.profile { figures.askedPerSecond = rate.rate(at: elapsed) }
        figures.achievedPerSecond = snapshot.lastPerSecond
        figures.sent = snapshot.counts.sent
        figures.failed = snapshot.counts.failed
        figures.p50 = snapshot.counts.completed > 0 ? snapshot.times.p50 : nil
        figures.p99 = snapshot.counts.completed > 0 ? snapshot.times.p99 : nil
        figures.tasksReported = max(snapshot.tasks.running, snapshot.tasks.finished)
        figures.tasksRequested = snapshot.tasks.requested
        return figures
    }
}
