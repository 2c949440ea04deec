internal import Measurement

/// One row per task: who reported what, and how it fared.
struct TaskTable {
    private static let mostShown = 1000
    private let document: RunDocument
    private let times: [Int: LatencySketch]

    init(_ document: RunDocument) {
        self.document = document
        let tasks = document.detail?.tasks ?? []
        times = Dictionary(tasks.map { ($0.index, $0.responseTime) }) { first, _ in first }
    }

    var html: HTML {
        let tasks = document.summary.tasks
        let line =
            "\(FixedDecimal.grouped(tasks.reported)) of \(FixedDecimal.grouped(tasks.requested)) tasks reported, "
            + "\(FixedDecimal.grouped(tasks.windowsReceived)) of \(FixedDecimal.grouped(tasks.windowsExpected)) windows arrived."
        return """
            <section aria-labelledby="tasks"><h2 id="tasks">Tasks and generator</h2>
            <p>\(line)</p>\(generator)\(table)</section>

            """
    }

    private var generator: HTML {
        let generator = document.summary.generator
        let reasons: [HTML] = generator.reasons.prefix(20).map { "<li>\($0)</li>" }
        return """
            <p>\(generator.saturated ? "The generator was the bottleneck:" : "The generator kept up:") requests left at most \
            \(Quantity.time(milliseconds: generator.maxStartLagMs)) late, \
            \(FixedDecimal.text(generator.cpuSeconds, places: 2)) s of CPU time, throttled for \
            \(FixedDecimal.text(generator.cpuThrottledSeconds, places: 2)) s.</p>\
            \(HTML.list("<ul>", reasons, "</ul>"))

            """
    }

    private var table: HTML {
        guard !document.tasks.isEmpty else { return "" }
        var table = HTMLTable(
            caption: "Tasks",
            head: [
                "Task", "windows", "sent", "failed", "p50 ≈", "p99 ≈", "late by", "start lag", "CPU", "throttled", "",
            ]
        )
        // Those in trouble first: among a thousand rows they would not be found.
        let sorted = document.tasks.sorted {
            ($0.trouble == nil ? 1 : 0, $0.index) < ($1.trouble == nil ? 1 : 0, $1.index)
        }
        table.rows = sorted.prefix(Self.mostShown).map(cells)
        let note: HTML = """
            <p class="note">A task is a process that makes a share of the load. Late by: it began so long after the agreed start. \
            Start lag: so late after its time it sent a request, at most. Throttled: so long it was denied the processor.</p>

            """
        guard document.tasks.count > 20 else { return "\(table.html)\(note)" }
        return "<details><summary>\(document.tasks.count) tasks, one by one</summary>\(table.html)\(note)</details>\n"
    }

    private func cells(_ task: RunDocument.TaskAccountRow) -> [HTMLTable.Cell] {
        let expected = task.windowsExpected.map { FixedDecimal.grouped($0) } ?? "?"
        func seconds(_ value: Double?) -> String {
            value.map { FixedDecimal.text($0, places: 2) + " s" } ?? Quantity.none
        }
        func percentile(_ percentile: Double, least: UInt64) -> HTMLTable.Cell {
            guard let times = times[task.index], times.count >= least else { return HTMLTable.Cell(Quantity.none) }
            return HTMLTable.Cell(Quantity.time(milliseconds: times.value(atPercentile: percentile) / 1000))
        }
        return [
            HTMLTable.Cell("\(task.index)", isBad: task.trouble != nil),
            HTMLTable.Cell("\(FixedDecimal.grouped(task.windowsReceived)) of \(expected)"),
            .count(task.counts.sent), .count(task.counts.failed, badAbove: 0),
            percentile(50, least: 2), percentile(99, least: 100),
            HTMLTable.Cell(task.startSkewMs.map { Quantity.time(milliseconds: $0) } ?? Quantity.none),
            HTMLTable.Cell(task.health.map { Quantity.time(milliseconds: $0.maxStartLagMs) } ?? Quantity.none),
            HTMLTable.Cell(seconds(task.health?.cpuSeconds)), HTMLTable.Cell(seconds(task.health?.cpuThrottledSeconds)),
            HTMLTable.Cell(task.trouble ?? "", isBad: task.trouble != nil),
        ]
    }
}
