internal import LoadPlan
public import Measurement

extension RunDigest {
    /// What reports show of the run beside its summary. Needs a digest that keeps detail to show the run over time.
    public func document(_ summary: RunSummary) -> RunDocument {
        var document = RunDocument(summary)
        document.detail = detail
        document.plan = PlanFacts.facts(of: header)
        document.stages = PlanFacts.stages(of: header)
        document.environment = EnvironmentFacts.facts(of: header)
        document.tasks = taskRows
        return document
    }

    private var taskRows: [RunDocument.TaskAccountRow] {
        let members = RunCompleteness.members(of: header)
        let known = Set(0..<header.taskCount).union(completeness.ledgers.keys)
        return known.sorted().map { index in
            guard let ledger = completeness.ledgers[index] else {
                var row = RunDocument.TaskAccountRow(index: index, windowsReceived: 0, counts: RequestCounts())
                row.trouble = "never reported"
                return row
            }
            return row(index, ledger, isMember: members.contains(index))
        }
    }

    private func row(
        _ index: Int,
        _ ledger: RunCompleteness.Ledger,
        isMember: Bool
    ) -> RunDocument.TaskAccountRow {
        let windows = ledger.windows.count
        var row = RunDocument.TaskAccountRow(index: index, windowsReceived: windows, counts: ledger.counts)
        row.startSkewMs = ledger.manifest?.startSkewMs ?? ledger.start?.startSkewMs
        guard let manifest = ledger.manifest else {
            row.trouble = "ended without its final report"
            return row
        }
        row.windowsExpected = manifest.windowsSent + manifest.windowsLost
        row.health = manifest.health
        if let failure = manifest.failure {
            row.trouble = failure
        } else if manifest.windowsSent + manifest.windowsLost > windows {
            row.trouble = "windows are missing"
        } else if !isMember {
            row.trouble = ledger.start?.idleReason
        }
        return row
    }
}
