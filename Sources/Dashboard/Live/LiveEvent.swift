internal import FoundationEssentials
internal import Reporting

/// What a page is told of a run that goes on, as the data of a server-sent event.
struct LiveEvent: Encodable, Sendable {
    var elapsedSeconds: Double
    var totalSeconds: Double
    var askedPerSecond: Double?
    var asksIterations: Bool
    var perSecond: Double
    var inFlight: UInt64?
    var sent: UInt64
    var failed: UInt64
    var dropped: UInt64
    var run: Times?
    var last: Times?
    var errors: [String: UInt64]
    var statusCodes: [String: UInt64]
    var groups: LiveRows
    var endpoints: LiveRows
    var tasks: Tasks
    var notices: [String]

    struct Times: Encodable, Sendable {
        var p50: Double
        var p95: Double
        var p99: Double

        init(_ times: LiveTimes) { (p50, p95, p99) = (times.p50, times.p95, times.p99) }
    }

    struct Tasks: Encodable, Sendable {
        var waiting: Int
        var ready: Int
        var running: Int
        var finished: Int
        var failed: Int
        var troubles: [String]
    }

    init(_ figures: ProgressFigures, notices: [String]) {
        (elapsedSeconds, totalSeconds) = (figures.elapsedSeconds, figures.totalSeconds)
        (askedPerSecond, perSecond) = (figures.askedPerSecond, figures.achievedPerSecond)
        asksIterations = figures.asksIterations
        (inFlight, sent, failed, dropped) = (figures.inFlight, figures.sent, figures.failed, figures.dropped)
        if let p50 = figures.p50, let p95 = figures.p95, let p99 = figures.p99 {
            run = Times(LiveTimes(p50: p50, p95: p95, p99: p99))
        }
        last = figures.last.map(Times.init)
        (groups, endpoints) = (LiveRows(figures.groups), LiveRows(figures.endpoints))
        errors = figures.errors
        statusCodes = Dictionary(uniqueKeysWithValues: figures.statusCodes.map { (String($0.key), $0.value) })
        let tasks = figures.tasks
        self.tasks = Tasks(
            waiting: tasks.waiting,
            ready: tasks.ready,
            running: tasks.running,
            finished: tasks.finished,
            failed: tasks.failed,
            troubles: Array(tasks.troubles.prefix(10))
        )
        self.notices = Array(notices.suffix(10))
    }
}

/// The text of server-sent events (WHATWG HTML, section 9.2.6).
enum EventText {
    /// An event whose data is `value` as JSON, which has no line breaks.
    static func event(_ name: String, _ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        let data = (try? encoder.encode(value)) ?? Data("null".utf8)
        return Array("event: \(name)\ndata: ".utf8) + Array(data) + Array("\n\n".utf8)
    }
}
