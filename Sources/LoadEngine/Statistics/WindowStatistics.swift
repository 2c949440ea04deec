import Measurement

/// What one event loop counts in one window at one endpoint, or of one group. Owned by the loop while the window is open, by the
/// reporter afterwards, then reset and used again; recording neither allocates nor locks.
///
/// What belongs to no endpoint (connections, the generator's lag) is counted with the first.
struct WindowStatistics: ~Copyable {
    var scheduled: UInt64 = 0
    var sent: UInt64 = 0
    var completed: UInt64 = 0
    var failed: UInt64 = 0
    var dropped: UInt64 = 0
    var bytesSent: UInt64 = 0
    var bytesReceived: UInt64 = 0

    var responseTime = HistogramRecorder()
    var serviceTime = HistogramRecorder()
    var timeToFirstByte = HistogramRecorder()
    var connect = HistogramRecorder()
    var tlsHandshake = HistogramRecorder()
    var startLag = HistogramRecorder()
    var virtualUserWait = HistogramRecorder()

    /// Requests to look up in the target's traces; kept with the first endpoint.
    var exemplars: ExemplarBook

    private let statusCodes = UnsafeMutablePointer<UInt64>.allocate(capacity: Self.statusCodeCount)
    private let errors = UnsafeMutablePointer<UInt64>.allocate(capacity: ErrorKind.count)
    /// How often each check held, and how often it did not, in turn.
    private let checks: UnsafeMutablePointer<UInt64>
    private let checkCount: Int
    private static let statusCodeCount = 1000

    /// - Parameters:
    ///   - checkCount: how many checks are counted here.
    ///   - keepsExemplars: examples of requests are kept here.
    init(checkCount: Int = 0, keepsExemplars: Bool = false) {
        self.checkCount = checkCount
        exemplars = ExemplarBook(isKept: keepsExemplars)
        checks = .allocate(capacity: max(1, 2 * checkCount))
        checks.initialize(repeating: 0, count: 2 * checkCount)
        statusCodes.initialize(repeating: 0, count: Self.statusCodeCount)
        errors.initialize(repeating: 0, count: ErrorKind.count)
    }

    deinit {
        statusCodes.deallocate()
        errors.deallocate()
        checks.deallocate()
    }

    mutating func count(status: UInt16) {
        statusCodes[min(Int(status), Self.statusCodeCount - 1)] &+= 1
    }

    mutating func count(_ error: ErrorKind) {
        errors[error.index] &+= 1
        failed &+= 1
    }

    /// Counts a reason for which a whole response is a failure; that it is one is counted apart, and once.
    mutating func note(_ error: ErrorKind) {
        errors[error.index] &+= 1
    }

    mutating func count(check: Int, passed: Bool) {
        guard check < checkCount else { return }
        checks[2 * check + (passed ? 0 : 1)] &+= 1
    }

    mutating func reset() {
        scheduled = 0
        sent = 0
        completed = 0
        failed = 0
        dropped = 0
        bytesSent = 0
        bytesReceived = 0
        responseTime.reset()
        serviceTime.reset()
        timeToFirstByte.reset()
        connect.reset()
        tlsHandshake.reset()
        startLag.reset()
        virtualUserWait.reset()
        exemplars.reset()
        statusCodes.update(repeating: 0, count: Self.statusCodeCount)
        errors.update(repeating: 0, count: ErrorKind.count)
        checks.update(repeating: 0, count: 2 * checkCount)
    }

    /// Adds this window to `merged`.
    borrowing func merge(into merged: inout MergedEndpoint) {
        merged.counts += RequestCounts(
            scheduled: scheduled,
            sent: sent,
            completed: completed,
            failed: failed,
            dropped: dropped
        )
        merged.bytesSent += bytesSent
        merged.bytesReceived += bytesReceived
        merged.responseTime.merge(responseTime.snapshot())
        merged.serviceTime.merge(serviceTime.snapshot())
        merged.timeToFirstByte.merge(timeToFirstByte.snapshot())
        for status in 0..<Self.statusCodeCount where statusCodes[status] > 0 {
            merged.statusCodes[status, default: 0] += statusCodes[status]
        }
        for error in 0..<ErrorKind.count where errors[error] > 0 {
            merged.errors[ErrorKind.labels[error], default: 0] += errors[error]
        }
        for check in 0..<checkCount {
            if check == merged.checks.count { merged.checks.append(CheckCounts()) }
            merged.checks[check] += CheckCounts(passes: checks[2 * check], fails: checks[2 * check + 1])
        }
    }

    /// Adds what belongs to no endpoint to `merged`.
    borrowing func mergeGenerator(into merged: inout MergedWindow) {
        merged.connect.merge(connect.snapshot())
        merged.tlsHandshake.merge(tlsHandshake.snapshot())
        merged.startLag.merge(startLag.snapshot())
        merged.virtualUserWait.merge(virtualUserWait.snapshot())
        merged.slowest += exemplars.slowest
        merged.failed += exemplars.failed
    }
}

extension HistogramRecorder {
    /// Counts a span in nanoseconds, rounded to the nearest microsecond; a negative one counts as 0.
    @inline(__always)
    mutating func record(nanoseconds: Int64) {
        record(microseconds: UInt64(truncatingIfNeeded: Swift.max(0, nanoseconds) &+ 500) / 1000)
    }
}
