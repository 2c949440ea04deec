/// How complete a run's results are.
public struct TaskSummary: Codable, Sendable, Equatable {
    /// Tasks asked for.
    public var requested: Int
    /// Tasks from which at least one message arrived.
    public var reported: Int
    /// Windows that the tasks' manifests announce.
    public var windowsExpected: Int
    /// Different windows that arrived.
    public var windowsReceived: Int

    /// Takes over what the pipeline counted.
    public init(requested: Int, reported: Int, windowsExpected: Int, windowsReceived: Int) {
        self.requested = requested
        self.reported = reported
        self.windowsExpected = windowsExpected
        self.windowsReceived = windowsReceived
    }
}

/// Bytes on connections, above TLS.
public struct ByteSummary: Codable, Sendable, Equatable {
    /// Written.
    public var sent: UInt64
    /// Read.
    public var received: UInt64

    /// Takes over the counts.
    public init(sent: UInt64, received: UInt64) {
        self.sent = sent
        self.received = received
    }
}

/// One of the plan's checks over all responses.
public struct CheckSummary: Codable, Sendable, Equatable {
    /// The check's name in the plan.
    public var name: String
    /// Responses for which it held.
    public var passes: UInt64
    /// Responses for which it did not.
    public var fails: UInt64

    /// Takes over the counts.
    public init(name: String, counts: CheckCounts) {
        self.name = name
        passes = counts.passes
        fails = counts.fails
    }
}

/// One of the plan's thresholds, judged over the whole run.
public struct ThresholdResult: Codable, Sendable, Equatable {
    /// As the plan states it, for example `p(99)<200`.
    public var expression: String
    /// What was measured, in the unit of the expression.
    public var observed: Double
    /// That unit: `ms`, `%` or `/s`; nil for counts, and in summaries of earlier versions.
    public var unit: String?
    /// Whether it held.
    public var passed: Bool

    /// Takes over a judgement; `observed` must be finite, as JSON has no other numbers.
    public init(expression: String, observed: Double, unit: String? = nil, passed: Bool) {
        self.expression = expression
        self.observed = observed
        self.unit = unit
        self.passed = passed
    }
}
