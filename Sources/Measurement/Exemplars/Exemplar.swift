/// One request that stands for others like it, with the id under which the target's traces have it.
public struct Exemplar: Codable, Hashable, Sendable {
    /// Trace id of its `traceparent`: 32 lower-case hexadecimal digits (W3C Trace Context, level 1).
    public var traceId: String
    /// Where it is counted; a task cuts it off after ``nameLimit`` characters.
    public var endpoint: String
    /// When it was due, microseconds since the Unix epoch.
    public var time: Int64
    /// From then to the end of the response, or to the error, in microseconds.
    public var responseTime: UInt64
    /// Status of the response; nil where no whole one arrived.
    public var status: Int?
    /// Label of the error; nil where there was none, as with a status of 400 and above.
    public var error: String?

    /// Most characters of an endpoint's name that are kept.
    public static let nameLimit = 200

    /// Takes over what was measured.
    public init(
        traceId: String,
        endpoint: String,
        time: Int64,
        responseTime: UInt64,
        status: Int? = nil,
        error: String? = nil
    ) {
        self.traceId = traceId
        self.endpoint = endpoint
        self.time = time
        self.responseTime = responseTime
        self.status = status
        self.error = error
    }

    /// What came of it, as reports name it: the error's label, else the status.
    public var outcome: String { error ?? status.map { "status \($0)" } ?? "" }
}

extension Exemplar {
    /// Orders by response time, longest first; everything else decides between equal ones.
    static func isSlower(_ left: Exemplar, _ right: Exemplar) -> Bool {
        left.responseTime == right.responseTime ? left.isBefore(right) : left.responseTime > right.responseTime
    }

    /// An order that has nothing to do with what happened: the second half of a trace id is as good as random.
    static func isDrawnBefore(_ left: Exemplar, _ right: Exemplar) -> Bool {
        let (first, second) = (left.traceId.suffix(16), right.traceId.suffix(16))
        return first == second ? left.isBefore(right) : first < second
    }

    private func isBefore(_ other: Exemplar) -> Bool {
        (time, traceId, endpoint, outcome, responseTime)
            < (other.time, other.traceId, other.endpoint, other.outcome, other.responseTime)
    }
}
