import LoadPlan
import LocalPipeline
import Measurement
import ProcessControl
import ResultPipeline

/// A run on this machine: the director, wired to worker processes and one SQLite file.
struct LocalRun: Sendable {
    let plan: TestPlan
    let tasks: Int
    let minTasks: Int
    let testId: String
    let allowPartial: Bool
    let directory: DataDirectory
    /// Where requests are recorded one by one; nil for nowhere.
    var records: RecordFile?
    let progress: ProgressWriter

    /// Carries the run out.
    /// - Throws: `UsageError` where the test id is taken; what registry, fleet or store throw.
    func run() throws -> RunSummary {
        let results = try LocalResults(directory)
        let fleet = try ProcessFleet(LocalWorkers.command(directory, records: records))
        let director = RunDirector(
            registry: results.registry,
            fleet: fleet,
            queue: SQLiteResultQueue(results.database, testId: testId, clock: LocalResults.now),
            store: results.store,
            options: options
        )
        let header = RunHeader(
            testId: testId,
            createdAt: LocalResults.now(),
            plan: plan,
            taskCount: tasks,
            minTasks: minTasks,
            windowLength: Int64(ReportingInterval.seconds(taskCount: tasks, runSeconds: plan.profile.seconds)) * 1000
        )
        let (testId, progress, space) = (testId, progress, SpaceWatch(directory))
        let interrupts = RunInterrupts(
            director,
            testId,
            progress,
            stopping: "Stopping: waiting for requests in flight. Once more ends at once.",
            leaving: "Ended without a report; 'loadtester results \(testId)' tells what was stored."
        )
        progress.say(announcement)
        progress.begin()
        defer {
            interrupts.runIsOver()
            progress.finish()
        }
        return try blocking {
            // By the claim alone: another command may begin a run of that name at this moment.
            guard case .created = try await results.registry.claim(header) else {
                throw UsageError("--test-id '\(testId)' names a run that exists: choose another, or leave it out.")
            }
            return try await director.run(header) { snapshot in
                progress.show(snapshot)
                space.look(progress.say)
            }
        }
    }

    private var options: DirectorOptions {
        var options = DirectorOptions()
        options.allowPartial = allowPartial
        return options
    }

    private var announcement: String {
        let unit = plan.scenarios.isEmpty ? "request" : "iteration"
        let load =
            switch plan.profile {
            case .open(let rate, _):
                "\(count(rate.arrivals, unit)) in \(seconds), at most \(figure(rate.peakRate))/s,"
            case .closed:
                (plan.iterations.map { "\(count($0, unit)), " } ?? "") + "as fast as responses come in, for \(seconds),"
            }
        let names = plan.scenarios.map(\.name).joined(separator: ", ")
        let what = plan.scenarios.isEmpty ? plan.request.method : "\(names) on"
        return "Run \(testId): \(what) \(plan.request.url.redacted)\n"
            + "  \(load) by at most \(count(plan.virtualUsers, "virtual user")) in \(count(tasks, "task"))"
    }

    private func count(_ number: some BinaryInteger, _ noun: String) -> String {
        number == 1 ? "1 \(noun)" : "\(number) \(noun)s"
    }

    private var seconds: String {
        let seconds = plan.profile.seconds
        return seconds < 120 ? "\(figure(seconds)) s" : DurationExpression.text(seconds)
    }

    private func figure(_ value: Double) -> String {
        value == value.rounded() && value < 1e15 ? String(Int(value)) : String((value * 1000).rounded() / 1000)
    }
}
