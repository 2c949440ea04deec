import AWSDeployment
import AWSPipeline
import LoadPlan
import ResultPipeline

/// What a run costs, in words.
enum Estimate {
    /// What a run of `plan` uses, before it starts.
    static func usage(_ plan: TestPlan, tasks: Int, spot: Bool, figures: StackFigures) -> RunUsage {
        let seconds = plan.profile.seconds
        let window = ReportingInterval.seconds(taskCount: tasks, runSeconds: seconds)
        let header = RunHeader(
            testId: "estimate",
            createdAt: 0,
            plan: plan,
            taskCount: tasks,
            windowLength: Int64(window) * 1000,
            usesSpot: spot
        )
        let size = RunUsage.TaskSize(
            cpuUnits: figures.cpuUnits,
            memoryMiB: figures.memoryMiB,
            isARM: figures.isARM,
            hasPublicAddress: figures.hasPublicAddress
        )
        return RunUsage(header, tasks: tasks, loadSeconds: seconds, size: size, usesNATGateway: figures.usesNATGateway)
    }

    /// The positions, the sum, and what a reader should know.
    static func text(_ estimate: CostEstimate) -> String {
        let names = estimate.lines.map(\.name.count).max() ?? 0
        let amounts = estimate.lines.map { dollars($0.amount) } + [dollars(estimate.totalUSD)]
        let width = amounts.map(\.count).max() ?? 0
        var text = ""
        for (line, amount) in zip(estimate.lines, amounts) {
            text +=
                "\(padded(line.name, names))  \(aligned(amount, width)) USD  \(quantity(line.quantity)) \(line.unit)\n"
        }
        text += "\(padded("total", names))  \(aligned(dollars(estimate.totalUSD), width)) USD\n"
        return text + estimate.notes.map { "- \($0)\n" }.joined()
    }

    /// Dollars to a hundredth of a cent.
    static func dollars(_ amount: Double) -> String {
        let units = Int64((max(0, amount) * 10_000).rounded())
        let fraction = String(units % 10_000)
        return "\(units / 10_000).\(String(repeating: "0", count: 4 - fraction.count))\(fraction)"
    }

    private static func quantity(_ value: Double) -> String {
        let thousandths = (value * 1000).rounded() / 1000
        return thousandths == 0 ? "under 0.001" : String(thousandths)
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func aligned(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
