internal import LoadPlan
internal import Measurement

/// With what the load was made, as far as the run's header tells.
enum EnvironmentFacts {
    static func facts(of header: RunHeader) -> [RunDocument.Fact] {
        var facts = [
            RunDocument.Fact("Asked for at", "\(UTCTimestamp(epochMilliseconds: header.createdAt))"),
            RunDocument.Fact("Reporting interval", "\(Figure.decimal(Double(header.windowLength) / 1000)) s"),
            RunDocument.Fact("Pacing", pacing(header.plan.precision)),
        ]
        if let start = header.start {
            let members = header.plan.activeTasks(of: start.tasks.count)
            facts.append(RunDocument.Fact("Tasks under load", "\(members) of \(header.taskCount)"))
        }
        facts.append(RunDocument.Fact("Report by", "\(Product.name) \(Product.version)"))
        return facts
    }

    private static func pacing(_ precision: PacingPrecision) -> String {
        precision == .exact ? "exact" : "ticks of \(precision.rawValue)"
    }
}
