internal import LoadPlan
public import Measurement

/// Whether everything that a run's tasks measured has arrived, and if not, what is missing.
///
/// Messages are added in any order and any number of times. Memory grows with the number of tasks and of gaps.
public struct RunCompleteness: Sendable {
    /// What is known.
    public struct Result: Equatable, Sendable {
        /// The figures for the summary.
        public var tasks: TaskSummary
        /// What is missing, a sentence each, at most ``RunCompleteness/sentenceLimit``; empty when the run is complete.
        public var missing: [String]
    }

    /// Most sentences; more are counted in the last one.
    public static let sentenceLimit = 20

    struct Ledger: Equatable, Sendable {
        var windows = SequenceRanges()
        var counts = RequestCounts()
        var start: StartReport?
        var manifest: TaskManifest?

        mutating func add(_ message: ResultMessage) -> Bool {
            switch message.content {
            case .started(let start): self.start = start
            case .final(let manifest): self.manifest = manifest
            case .window(let endpoints, _, _, _):
                guard windows.insert(message.sequence) else { return false }
                for endpoint in endpoints { counts += endpoint.counts }
            }
            return true
        }

        mutating func merge(_ later: Ledger) {
            windows.merge(later.windows)
            counts += later.counts
            start = later.start ?? start
            manifest = later.manifest ?? manifest
        }
    }

    private(set) var ledgers: [Int: Ledger] = [:]

    /// Nothing has arrived.
    public init() {}

    /// Takes note of a message.
    /// - Returns: False when it is a window that has been seen before: it must not be counted again.
    public mutating func add(_ message: ResultMessage) -> Bool {
        ledgers[message.taskIndex, default: Ledger()].add(message)
    }

    /// Adds what is known of later messages; false, and nothing is added, where a window is among both.
    mutating func merge(_ later: RunCompleteness) -> Bool {
        for (task, ledger) in later.ledgers {
            if let known = ledgers[task], known.windows.overlaps(ledger.windows) { return false }
        }
        for (task, ledger) in later.ledgers { ledgers[task, default: Ledger()].merge(ledger) }
        return true
    }

    /// Tasks that sent their last message.
    public var finished: Set<Int> { Set(ledgers.filter { $0.value.manifest != nil }.keys) }

    /// The manifests that have arrived, by task.
    public var manifests: [Int: TaskManifest] { ledgers.compactMapValues(\.manifest) }

    /// Judges what has arrived of the run.
    /// - Parameter fleet: What became of the tasks, where that is known; makes the sentences more useful.
    public func result(for header: RunHeader, fleet: [TaskStatus] = []) -> Result {
        let members = Self.members(of: header)
        let planned = Self.plannedWindows(of: header)
        let lasts = header.stopReason == nil && !header.plan.mayEndEarly
        var expected = 0
        var missing: [String] = []
        if header.start == nil {
            missing.append("the load never started: \(header.ready.count) of \(header.taskCount) tasks were ready")
        }
        for task in members.sorted() {
            let account = TaskAccount(
                task: task,
                ledger: ledgers[task],
                planned: planned,
                plannedSeconds: lasts ? header.plan.profile.seconds : nil,
                status: fleet.status(of: task)
            )
            expected += account.expected
            missing += account.sentences
        }
        for (task, ledger) in ledgers where !members.contains(task) { expected += ledger.windows.count }
        return Result(
            tasks: TaskSummary(
                requested: header.taskCount,
                reported: ledgers.count,
                windowsExpected: expected,
                windowsReceived: ledgers.values.reduce(0) { $0 + $1.windows.count }
            ),
            missing: Self.bounded(missing)
        )
    }

    /// The tasks that share the load.
    static func members(of header: RunHeader) -> Set<Int> {
        guard let start = header.start else { return [] }
        return Set(start.tasks.prefix(header.plan.activeTasks(of: start.tasks.count)))
    }

    /// Windows of a task that carries out its whole plan; none can be expected of a run that was stopped.
    private static func plannedWindows(of header: RunHeader) -> Int {
        let windows = (header.plan.profile.seconds * 1000 / Double(max(1, header.windowLength))).rounded(.up)
        return header.stopReason == nil ? Int(exactly: windows) ?? 0 : 0
    }

    private static func bounded(_ sentences: [String]) -> [String] {
        guard sentences.count > sentenceLimit else { return sentences }
        let kept = sentences.prefix(sentenceLimit - 1)
        return kept + ["and \(sentences.count - kept.count) more like these"]
    }
}

extension [TaskStatus] {
    func status(of task: Int) -> TaskStatus? { first { $0.taskIndex == task } }
}
