/// What to run: the request, the load and how the client behaves. Serialised into the run's header, read by every task.
public struct TestPlan: Hashable, Sendable, Codable {
    /// The request every arrival sends.
    public var request: RequestSpec
    /// When requests start.
    public var profile: LoadProfile
    /// Virtual users for the whole test: the most requests in flight at once, ≥ 1.
    public var virtualUsers: Int
    /// How connections are made and kept.
    public var client: ClientOptions
    /// How exactly arrivals are kept to their schedule.
    public var precision: PacingPrecision
    /// What virtual users do; empty for the one request. With scenarios an arrival starts an iteration, and `request` only
    /// names the target.
    public var scenarios: [Scenario] = []
    /// Rows that iterations draw from.
    public var dataSets: [DataSet] = []
    /// Steps done once, before the load, whose captures every iteration knows.
    public var setup: [Step] = []
    /// Steps done once, after the load.
    public var teardown: [Step] = []
    /// Closed model: the number of virtual users over time, for the whole test; empty for all of them, always.
    public var userStages: [UserStage] = []
    /// Closed model: iterations (requests, where there are no scenarios) of the whole test, after which it ends before its time
    /// is over; nil for as many as fit.
    public var iterations: Int?
    /// Seconds at the beginning whose results are shown apart and do not count; whole windows.
    public var warmUpSeconds = 0.0
    /// What decides the verdict.
    public var thresholds: [Threshold] = []
    /// Repeats every random choice of the run.
    public var seed: UInt64 = 0

    /// Creates a plan; nothing is checked here, `diagnostics()` does that.
    public init(
        request: RequestSpec,
        profile: LoadProfile,
        virtualUsers: Int,
        client: ClientOptions = ClientOptions(),
        precision: PacingPrecision = .quarterMillisecond
    ) {
        self.request = request
        self.profile = profile
        self.virtualUsers = virtualUsers
        self.client = client
        self.precision = precision
    }

    /// The tasks, of `count`, that get at least one virtual user; the others report, and send nothing.
    public func activeTasks(of count: Int) -> Int {
        max(1, min(count, virtualUsers))
    }
}

/// The one request of a simple plan.
public struct RequestSpec: Hashable, Sendable, Codable {
    /// Request method, a token of RFC 9110, such as `GET`.
    public var method: String
    /// The URL under test.
    public var url: TargetURL
    /// Header fields in the order in which they are sent.
    public var headers: [Header]
    /// The content; empty for none.
    public var body: [UInt8]

    /// One header field.
    public struct Header: Hashable, Sendable, Codable {
        /// Field name, a token of RFC 9110.
        public var name: String
        /// Field value, without line breaks.
        public var value: String

        /// Creates the field; checked when the request is serialised.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Creates a request.
    public init(method: String = "GET", url: TargetURL, headers: [Header] = [], body: [UInt8] = []) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// The name under which its results are reported: method and path, `GET /orders`.
    public var endpointName: String { "\(method) \(url.path)" }
}
