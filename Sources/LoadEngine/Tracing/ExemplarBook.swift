import Measurement

/// The outcome of one traced request. Plain memory.
struct TracedOutcome: Equatable, Sendable {
    var identity: TraceIdentity
    /// When it was due, CLOCK_MONOTONIC nanoseconds.
    var intended: Int64
    /// From then to the end.
    var nanoseconds: Int64
    var endpoint: Int32
    /// 0 where no whole response arrived.
    var status: UInt16
    /// Index of the error; -1 for none.
    var error: Int16

    /// The form in which it leaves the engine.
    /// - Parameter wallOffset: nanoseconds from CLOCK_MONOTONIC to the Unix epoch's clock.
    func exemplar(_ layout: WindowLayout, wallOffset: Int64) -> Exemplar {
        let name = layout.endpoints[Int(endpoint)].name.unicodeScalars.prefix(Exemplar.nameLimit)
        return Exemplar(
            traceId: identity.traceId,
            endpoint: String(name),
            time: (intended + wallOffset) / 1000,
            responseTime: UInt64(max(0, nanoseconds) + 500) / 1000,
            status: status > 0 ? Int(status) : nil,
            error: error >= 0 ? ErrorKind.labels[Int(error)] : nil
        )
    }
}

/// The examples of one window of one loop, in memory of fixed size: adding one neither allocates nor searches far.
struct ExemplarBook: ~Copyable {
    static let each = WindowExemplars.most

    /// The slowest, then those that failed; nil where none are kept.
    private let entries: UnsafeMutablePointer<TracedOutcome>?
    private var slowestCount = 0
    private var failedCount = 0
    /// Whoever was not slower than this is none of the slowest.
    private var floor: Int64 = -1

    /// - Parameter isKept: whether there will be any.
    init(isKept: Bool) {
        entries = isKept ? .allocate(capacity: 2 * Self.each) : nil
    }

    deinit {
        entries?.deallocate()
    }

    var slowest: [TracedOutcome] { Array(UnsafeBufferPointer(start: entries, count: slowestCount)) }
    var failed: [TracedOutcome] {
        Array(UnsafeBufferPointer(start: entries.map { $0 + Self.each }, count: failedCount))
    }

    mutating func reset() {
        slowestCount = 0
        failedCount = 0
        floor = -1
    }

    /// Takes in a whole response.
    mutating func add(complete outcome: TracedOutcome) {
        guard let entries, outcome.nanoseconds > floor else { return }
        if slowestCount < Self.each {
            entries[slowestCount] = outcome
            slowestCount &+= 1
        } else {
            entries[fastest(entries)] = outcome
        }
        if slowestCount == Self.each { floor = entries[fastest(entries)].nanoseconds }
    }

    /// Takes in a failure: the first ones, and then what failed in a way that is not there yet in place of what is there twice.
    mutating func add(failed outcome: TracedOutcome) {
        guard let first = entries.map({ $0 + Self.each }) else { return }
        guard failedCount == Self.each else {
            first[failedCount] = outcome
            failedCount &+= 1
            return
        }
        for index in 0..<Self.each where Self.isSameKind(first[index], outcome) { return }
        for index in 1..<Self.each {
            for earlier in 0..<index where Self.isSameKind(first[earlier], first[index]) {
                first[index] = outcome
                return
            }
        }
    }

    private func fastest(_ entries: UnsafeMutablePointer<TracedOutcome>) -> Int {
        var found = 0
        for index in 1..<Self.each where entries[index].nanoseconds < entries[found].nanoseconds { found = index }
        return found
    }

    private static func isSameKind(_ left: TracedOutcome, _ right: TracedOutcome) -> Bool {
        left.error == right.error && (left.error >= 0 || left.status == right.status)
    }
}
