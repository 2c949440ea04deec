import Dashboard
import FoundationEssentials
import LoadPlan
import Measurement
import ProcessControl
import Reporting
import ResultPipeline
import Synchronization

/// Progress on standard error: a live screen on a terminal, a line a second elsewhere, nothing when quiet.
final class ProgressWriter: Sendable {
    private let isQuiet: Bool
    private let plan: TestPlan
    private let testId: String
    private let screen: LiveScreen?
    private let outlet: MetricsOutlet?
    private let state = Mutex(State())

    private struct State {
        var isOnScreen = false
        var isOver = false
        var history = LiveHistory()
        var figures = ProgressFigures()
        var noticed = 0
        /// Shown on the screen, and written where they stay when it is left.
        var said: [String] = []
    }

    init(_ plan: TestPlan, testId: String, isQuiet: Bool, isColoured: Bool, outlet: MetricsOutlet? = nil) {
        self.plan = plan
        self.outlet = outlet
        self.testId = testId
        self.isQuiet = isQuiet
        let environment = ProcessInfo.processInfo.environment
        screen = isQuiet ? nil : LiveScreen(.error, environment: environment, isColoured: isColoured)
    }

    /// A line of its own.
    func say(_ text: String) {
        guard !isQuiet else { return }
        state.withLock { state in
            guard state.isOnScreen else { return _ = Terminal.error.write(text + "\n") }
            state.said.append(text)
            draw(state)
        }
    }

    /// Begins to take metrics out, where they are wanted.
    func begin() {
        outlet?.begin { self.say($0) }
    }

    func show(_ snapshot: ProgressSnapshot) {
        outlet?.show(RunMetrics(snapshot, testId: testId, plan: plan, time: LocalResults.now()))
        guard !isQuiet else { return }
        let figures = ProgressFigures(snapshot, plan: plan)
        state.withLock { state in
            guard !state.isOver else { return }
            let notices = snapshot.notices.dropFirst(state.noticed).map { "  note: \($0)" }
            state.noticed = snapshot.notices.count
            guard let screen else {
                let hasBegun = (snapshot.elapsedSeconds ?? -1) >= 0
                for line in notices + (hasBegun ? [ProgressLine(figures).text] : []) {
                    Terminal.error.write(line + "\n")
                }
                return
            }
            state.said += notices
            state.figures = figures
            state.history.add(figures)
            if !state.isOnScreen { screen.enter() }
            state.isOnScreen = true
            draw(state)
        }
    }

    /// Sends what metrics are still to be sent, then ``leave()``.
    func finish() {
        if let outlet { try? blocking { await outlet.end() } }
        leave()
    }

    /// Leaves the screen for good; what was said on it is written where it stays. Idempotent.
    func leave() {
        state.withLock { state in
            state.isOver = true
            guard state.isOnScreen else { return }
            state.isOnScreen = false
            screen?.leave()
            for line in state.said { Terminal.error.write(line + "\n") }
        }
    }

    private func draw(_ state: borrowing State) {
        let request = plan.request
        screen?.draw(
            LiveView(
                testId: testId,
                target: "\(request.method) \(request.url.redacted)",
                figures: state.figures,
                history: state.history,
                notices: state.said.suffix(5).map { $0.hasPrefix("  note: ") ? String($0.dropFirst(8)) : $0 }
            )
        )
    }
}
