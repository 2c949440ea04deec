public import Measurement

/// What monitoring systems are told of a run while it goes on: counts from its start, and where it stands.
public struct RunMetrics: Sendable, Equatable {
    /// Names the run.
    public var testId: String
    /// What is under test, such as `GET https://example.com/`, without credentials.
    public var target: String
    /// When the load began, epoch milliseconds; that of the claim while it has not.
    public var startedAt: Int64
    /// When this was so, epoch milliseconds.
    public var time: Int64
    /// Where it stands.
    public var figures: ProgressFigures
    /// Requests so far.
    public var counts: RequestCounts
    /// Bytes so far, above TLS.
    public var bytes: ByteSummary
    /// From the intended start to the end of the response, in microseconds.
    public var responseTime: Histogram
    /// From the actual send to the end of the response, in microseconds.
    public var serviceTime: Histogram

    /// Takes over the figures.
    public init(
        testId: String,
        target: String,
        startedAt: Int64,
        time: Int64,
        figures: ProgressFigures = ProgressFigures(),
        counts: RequestCounts = RequestCounts(),
        bytes: ByteSummary = ByteSummary(sent: 0, received: 0),
        responseTime: Histogram = Histogram(),
        serviceTime: Histogram = Histogram()
    ) {
        self.testId = testId
        self.target = target
        self.startedAt = startedAt
        self.time = time
        self.figures = figures
        self.counts = counts
        self.bytes = bytes
        self.responseTime = responseTime
        self.serviceTime = serviceTime
    }
}

/// The metrics of a run, each once, whatever the form in which they leave.
struct MetricFamily: Sendable {
    enum Kind: Sendable {
        /// Only ever grows while the run goes on.
        case counter
        case gauge
    }

    struct Point: Sendable {
        var labels: [(String, String)] = []
        var value: Double
    }

    let name: String
    let kind: Kind
    /// Unit as UCUM has it (OpenTelemetry); the Prometheus name carries it already.
    let unit: String
    let help: String
    let points: @Sendable (RunMetrics) -> [Point]

    private static func counter(
        _ name: String,
        _ help: String,
        unit: String = "{request}",
        _ value: @escaping @Sendable (RunMetrics) -> UInt64
    ) -> MetricFamily {
        MetricFamily(name: name, kind: .counter, unit: unit, help: help) { [Point(value: Double(value($0)))] }
    }

    static let all: [MetricFamily] = [
        counter("requests_scheduled", "Arrivals that the plan called for.") { $0.counts.scheduled },
        counter("requests_sent", "Requests written to a connection.") { $0.counts.sent },
        counter("requests_completed", "Requests with a whole response.") { $0.counts.completed },
        counter(
            "requests_failed",
            "Requests without a whole response, with a status of 400 or above, or a failed check."
        ) {
            $0.counts.failed
        },
        counter("requests_dropped", "Arrivals that were never sent.") { $0.counts.dropped },
        counter("sent_bytes", "Bytes written, above TLS.", unit: "By") { $0.bytes.sent },
        counter("received_bytes", "Bytes read, above TLS.", unit: "By") { $0.bytes.received },
        MetricFamily(name: "responses", kind: .counter, unit: "{response}", help: "Responses by status code.") { run in
            run.figures.statusCodes.sorted { $0.key < $1.key }.map {
                Point(labels: [("code", String($0.key))], value: Double($0.value))
            }
        },
        MetricFamily(
            name: "errors",
            kind: .counter,
            unit: "{error}",
            help: "Requests that ended without a response, by kind."
        ) {
            $0.figures.errors.sorted { $0.key < $1.key }.map {
                Point(labels: [("kind", $0.key)], value: Double($0.value))
            }
        },
        MetricFamily(name: "requests_in_flight", kind: .gauge, unit: "{request}", help: "Requests under way.") {
            $0.figures.inFlight.map { [Point(value: Double($0))] } ?? []
        },
        MetricFamily(
            name: "rate_asked",
            kind: .gauge,
            unit: "{request}/s",
            help: "Requests per second that the plan asks for; of iterations it is not told."
        ) {
            $0.figures.asksIterations ? [] : $0.figures.askedPerSecond.map { [Point(value: $0)] } ?? []
        },
        MetricFamily(
            name: "rate_achieved",
            kind: .gauge,
            unit: "{request}/s",
            help: "Requests per second of the last window."
        ) {
            [Point(value: $0.figures.achievedPerSecond)]
        },
        MetricFamily(name: "tasks", kind: .gauge, unit: "{task}", help: "Tasks by state.") { run in
            let tasks = run.figures.tasks
            let states = [
                ("waiting", tasks.waiting), ("ready", tasks.ready), ("running", tasks.running),
                ("finished", tasks.finished), ("failed", tasks.failed),
            ]
            return states.map { Point(labels: [("state", $0.0)], value: Double($0.1)) }
        },
    ]
}

/// A distribution of times.
struct MetricDistribution: Sendable {
    let name: String
    let help: String
    let histogram: @Sendable (RunMetrics) -> Histogram

    /// Upper bounds in microseconds.
    static let bounds: [UInt64] = [
        500, 1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
        10_000_000, 30_000_000, 60_000_000,
    ]

    static let all: [MetricDistribution] = [
        MetricDistribution(
            name: "response_time",
            help: "From the intended start of a request to the end of its response."
        ) { $0.responseTime },
        MetricDistribution(
            name: "service_time",
            help: "From the actual send of a request to the end of its response."
        ) { $0.serviceTime },
    ]
}
