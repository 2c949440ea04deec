/// A run as its reports show it: the summary, and what else is known. Only the summary is always there: a report of a summary
/// that was read from a file has nothing else.
public struct RunDocument: Sendable, Equatable {
    /// The figures, and the verdict.
    public var summary: RunSummary
    /// The run over time, in detail.
    public var detail: RunDetail?
    /// What was asked for.
    public var plan: [Fact] = []
    /// Where the plan's load changes.
    public var stages: [StageMark] = []
    /// Every task that was asked for, by index.
    public var tasks: [TaskAccountRow] = []
    /// Where and with what the load was made.
    public var environment: [Fact] = []

    /// A summary of which nothing else is known.
    public init(_ summary: RunSummary) {
        self.summary = summary
    }

    /// A line of plan or environment.
    public struct Fact: Sendable, Equatable {
        /// What it is.
        public var name: String
        /// Its value, for people. Secrets have been left out.
        public var value: String

        /// Takes over both.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A change of the load.
    public struct StageMark: Sendable, Equatable {
        /// Seconds from the start of the load.
        public var second: Double
        /// What begins there, for example `ramp to 200/s`.
        public var label: String

        /// Takes over both.
        public init(second: Double, label: String) {
            self.second = second
            self.label = label
        }
    }

    /// One task, as it reported.
    public struct TaskAccountRow: Sendable, Equatable {
        /// The task's index in the run.
        public var index: Int
        /// Windows that arrived.
        public var windowsReceived: Int
        /// Windows that its final report announces; nil where there was none.
        public var windowsExpected: Int?
        /// What became of its arrivals.
        public var counts: RequestCounts
        /// How it fared; nil where there was no final report.
        public var health: GeneratorHealth?
        /// Milliseconds by which it was late for the agreed start; nil where it never reported.
        public var startSkewMs: Double?
        /// Why it did not carry out its share, or what is missing; nil where all is well.
        public var trouble: String?

        /// A task of which nothing is known but its windows.
        public init(index: Int, windowsReceived: Int, counts: RequestCounts) {
            self.index = index
            self.windowsReceived = windowsReceived
            self.counts = counts
        }
    }
}
