/// The result of a run, the same for a laptop and a thousand tasks. Field names and their order are a promise to other
/// people's scripts: `schemaVersion` rises when one is changed or removed; new ones may appear.
public struct RunSummary: Codable, Sendable, Equatable {
    /// Version of this form.
    public static let currentSchemaVersion = 1

    /// Version of the form read or written.
    public var schemaVersion: Int
    /// Names the run.
    public var testId: String
    /// What the run amounts to.
    public var verdict: Verdict
    /// Why, one sentence each.
    public var reasons: [String]
    /// URL under test.
    public var targetUrl: String
    /// Start of the load.
    public var startedAt: UTCTimestamp
    /// How long load was generated.
    public var durationSeconds: Double
    /// What set the rate; nil in summaries of earlier versions.
    public var loadModel: LoadModel?
    /// How complete the results are.
    public var tasks: TaskSummary
    /// What became of the arrivals.
    public var requests: RequestSummary
    /// From the intended start to the end of the response.
    public var responseTime: LatencySummary
    /// From the actual send to the end of the response.
    public var serviceTime: LatencySummary
    /// From the actual send to the first byte of the response.
    public var timeToFirstByte: LatencySummary
    /// Time to establish a TCP connection.
    public var connect: LatencySummary
    /// Time of the TLS handshake alone.
    public var tlsHandshake: LatencySummary
    /// Responses by status code.
    public var statusCodes: [Int: UInt64]
    /// Failures by bounded label.
    public var errors: [String: UInt64]
    /// Bytes on connections.
    public var bytes: ByteSummary
    /// The plan's checks, sorted by name.
    public var checks: [CheckSummary]
    /// The plan's thresholds, in its order.
    public var thresholds: [ThresholdResult]
    /// Every endpoint, sorted by name.
    public var endpoints: [EndpointSummary]
    /// Every group of steps, sorted by name; nil where the plan has none.
    public var groups: [GroupSummary]?
    /// Requests to look up in the target's traces; nil where none carried a trace id.
    public var exemplars: ExemplarSummary?
    /// What became of the records of single requests; nil where none were asked for.
    public var raw: RecordingAccount?
    /// The run over time.
    public var timeline: [TimelineEntry]
    /// Seconds that an entry of the timeline covers: the reporting interval, more in runs that outgrow the timeline.
    public var timelineResolutionSeconds: Int
    /// What the generator says about itself.
    public var generator: GeneratorSummary

    /// Derives every figure from `totals`; what only the run's life can tell is given beside them.
    /// - Parameter durationSeconds: How long load was generated, without start-up and the wait for last responses.
    public init(
        testId: String,
        verdict: Verdict,
        reasons: [String],
        targetUrl: String,
        startedAt: UTCTimestamp,
        durationSeconds: Double,
        tasks: TaskSummary,
        totals: RunTotals,
        thresholds: [ThresholdResult],
        generator: GeneratorSummary
    ) {
        let overall = totals.overall
        schemaVersion = Self.currentSchemaVersion
        self.testId = testId
        self.verdict = verdict
        self.reasons = reasons
        self.targetUrl = targetUrl
        self.startedAt = startedAt
        self.durationSeconds = durationSeconds.isFinite ? durationSeconds : 0
        self.tasks = tasks
        requests = RequestSummary(counts: overall.counts, durationSeconds: durationSeconds)
        responseTime = LatencySummary(histogram: overall.responseTime)
        serviceTime = LatencySummary(histogram: overall.serviceTime)
        timeToFirstByte = LatencySummary(histogram: overall.timeToFirstByte)
        connect = LatencySummary(histogram: totals.generator.connect)
        tlsHandshake = LatencySummary(histogram: totals.generator.tlsHandshake)
        statusCodes = overall.statusCodes
        errors = overall.errors
        bytes = ByteSummary(sent: overall.bytesSent, received: overall.bytesReceived)
        checks = overall.checks.sorted { $0.key < $1.key }.map { CheckSummary(name: $0.key, counts: $0.value) }
        self.thresholds = thresholds
        endpoints = totals.endpoints.map { EndpointSummary($0, durationSeconds: durationSeconds) }
        timeline = totals.timeline
        timelineResolutionSeconds = totals.timelineResolutionSeconds
        self.generator = generator
    }
}
