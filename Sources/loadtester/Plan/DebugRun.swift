import LoadEngine
import LoadPlan
import PlanFile
import ProcessControl
import Reporting
import ResultPipeline
import Synchronization

/// `run --debug`: setup, one iteration of every scenario and teardown, with each request and response as they went.
struct DebugRun: Sendable {
    let plan: TestPlan

    /// Sends, and writes to standard output as outcomes come in.
    /// - Returns: Failed where a request had no whole response, a check did not hold, a capture found nothing, or the status
    ///   was 400 or above and no check of the step is about it.
    /// - Throws: `EngineError` where setup or teardown did not succeed.
    func run() throws -> ExitStatus {
        let plan = plan
        let hasFailed = Mutex(false)
        let steps = plan.setup + plan.scenarios.flatMap(\.steps) + plan.teardown
        let judged = Set(steps.requests.filter { $0.checks.contains { $0.source == .status } }.map(\.name))
        let show: @Sendable (StepOutcome) -> Void = { outcome in
            Terminal.output.write(Self.text(outcome))
            let isRefused = outcome.status >= 400 && !judged.contains(outcome.step)
            let isFailed = outcome.error != nil || !outcome.missing.isEmpty || outcome.checks.contains { !$0.passed }
            if isFailed || isRefused { hasFailed.withLock { $0 = true } }
        }
        return try blocking {
            let signer = try await LocalSigning.signer(for: plan)
            let first = try LoadEngine(plan: plan, signRequest: signer)
            if !plan.setup.isEmpty { Terminal.output.write("== setup\n") }
            let captures = try await first.runOnce(plan.setup, as: "setup", onOutcome: show)
            let engine = try LoadEngine(plan: plan, captures: captures, signRequest: signer)
            let scenarios = plan.scenarios.isEmpty ? [plan.plainScenario] : plan.scenarios
            let order = ScenarioOrder(weights: scenarios.map(\.weight))
            for (index, scenario) in scenarios.enumerated() {
                Terminal.output.write("== \(scenario.name)\n")
                let iteration = (0..<10_000).first { order.scenario(of: $0) == index } ?? 0
                try await engine.tryOut(scenario, iteration: iteration, onOutcome: show)
            }
            if !plan.teardown.isEmpty { Terminal.output.write("== teardown\n") }
            _ = try await engine.runOnce(plan.teardown, as: "teardown", onOutcome: show)
            return hasFailed.withLock { $0 } ? .thresholdFailed : .passed
        }
    }

    private static func text(_ outcome: StepOutcome) -> String {
        func milliseconds(_ seconds: Double) -> String { "\((seconds * 10_000).rounded() / 10) ms" }
        func lines(_ text: String, _ mark: String) -> [String] {
            text.isEmpty
                ? [] : text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { "\(mark) \(printable($0))" }
        }
        var result = ["", "-- \(outcome.step)"] + lines(outcome.request, ">") + lines(outcome.response, "<")
        if let error = outcome.error {
            result.append("   error: \(error)" + (ErrorMeaning.sentence(error).map { ": \($0)" } ?? ""))
        }
        if outcome.status > 0 {
            let firstByte = milliseconds(outcome.secondsToFirstByte)
            result.append("   \(outcome.status) in \(milliseconds(outcome.seconds)), first byte after \(firstByte)")
        }
        result += outcome.captures.map { "   captured \($0.name) = \(printable($0.value[...]))" }
        result += outcome.missing.map { "   found nothing to capture as \($0)" }
        result += outcome.checks.map { "   check \($0.name): \($0.passed ? "holds" : "does not hold")" }
        return result.joined(separator: "\n") + "\n"
    }

    /// What a server sent, with its control characters escaped.
    private static func printable(_ text: Substring) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            let category = scalar.properties.generalCategory
            result +=
                (category == .control && scalar != "\t") || category == .format
                ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return result
    }
}

extension TestPlan {
    /// The one request of a plan without scenarios, as a scenario.
    var plainScenario: Scenario {
        Scenario(name: request.endpointName, steps: [.request(RequestStep(request))])
    }
}
