internal import LoadPlan
internal import Measurement

/// The live view of a run, fed with records as they are stored. Memory does not grow with the length of the run.
public struct RunProgress: Sendable {
    /// Windows of which the times are kept apart: what is still on its way is rarely older.
    private static let recentWindows = 8

    private struct Window {
        var tasks = 0
        var sent: UInt64 = 0
        var responseTime = Histogram()
        var endpoints = PlaceTally()
        var groups = PlaceTally()
    }

    private var header: RunHeader
    private var completeness = RunCompleteness()
    private var counts = RequestCounts()
    private var errors: [String: UInt64] = [:]
    private var statusCodes: [Int: UInt64] = [:]
    private var bytes = ByteSummary(sent: 0, received: 0)
    private var tracks: [Int: TaskTrack] = [:]
    private var responseTime = Histogram()
    private var serviceTime = Histogram()
    private var virtualUserWait = Histogram()
    private var endpoints = PlaceTally()
    private var groups = PlaceTally()
    private var recent: [Int64: Window] = [:]
    private var notices: [String] = []

    /// A run of which nothing is known but its header.
    public init(_ header: RunHeader) {
        self.header = header
    }

    /// Takes over what the registry says now.
    public mutating func update(_ header: RunHeader) {
        self.header = header
    }

    /// Adds a sentence to what has gone wrong, once.
    public mutating func note(_ notice: String) {
        if !notices.contains(notice) { notices.append(notice) }
    }

    /// Takes note that a task ended without being asked to, and why.
    public mutating func noteDead(_ taskIndex: Int, _ reason: String) {
        tracks[taskIndex, default: TaskTrack()].death = reason
        note("task \(taskIndex): \(reason)")
    }

    /// Tasks that sent their last message.
    public var finished: Set<Int> { completeness.finished }

    /// Why tasks did not carry out their share, by task.
    public var failures: [Int: String] { completeness.manifests.compactMapValues(\.failure) }

    /// Adds records that were stored. Those of other runs, and windows seen before, change nothing.
    public mutating func add(_ records: [ResultRecord]) {
        var decoder = HistogramDecoder()
        for record in records where record.testId == header.testId {
            guard completeness.add(record.message), let window = record.message.window else { continue }
            // The processor has decoded it before it was stored.
            try? add(window, of: record.message.taskIndex, using: &decoder)
        }
    }

    private mutating func add(
        _ window: WindowReport,
        of task: Int,
        using decoder: inout HistogramDecoder
    ) throws {
        // Taken out while it is added to, so that its histograms are not copied.
        var slot = recent.removeValue(forKey: window.windowStart) ?? Window()
        var startLag = Histogram()
        startLag.merge(try decoder.decode(window.generator.startLag))
        tracks[task, default: TaskTrack()].add(
            end: window.windowStart + window.windowLength,
            length: window.windowLength,
            counts: window.endpoints.reduce(into: RequestCounts()) { $0 += $1.counts },
            startLag: startLag.value(atPercentile: 99)
        )
        slot.tasks += 1
        for endpoint in window.endpoints {
            let times = try decoder.decode(endpoint.responseTime)
            counts += endpoint.counts
            errors.merge(endpoint.errors) { $0 &+ $1 }
            statusCodes.merge(endpoint.statusCodes) { $0 &+ $1 }
            bytes.sent &+= endpoint.bytesSent
            bytes.received &+= endpoint.bytesReceived
            responseTime.merge(times)
            serviceTime.merge(try decoder.decode(endpoint.serviceTime))
            slot.sent &+= endpoint.counts.sent
            slot.responseTime.merge(times)
            let (sent, failed) = (endpoint.counts.sent, endpoint.counts.failed)
            slot.endpoints.add(endpoint.name, count: sent, failed: failed, times)
            endpoints.add(endpoint.name, count: sent, failed: failed, times)
        }
        for group in window.groups {
            let times = try decoder.decode(group.time)
            slot.groups.add(group.name, count: group.completed, failed: group.failed, times)
            groups.add(group.name, count: group.completed, failed: group.failed, times)
        }
        virtualUserWait.merge(try decoder.decode(window.generator.virtualUserWait))
        recent[window.windowStart] = slot
        while recent.count > Self.recentWindows, let oldest = recent.keys.min() { recent[oldest] = nil }
    }

    /// The view at `now`, epoch milliseconds.
    public func snapshot(now: Int64) -> ProgressSnapshot {
        let members = RunCompleteness.members(of: header)
        let hasBegun = header.start.map { now >= $0.at } ?? false
        let running = hasBegun ? members.subtracting(finished).count : 0
        let last = lastWindow(of: max(1, members.count))
        return ProgressSnapshot(
            startedAt: header.start?.at,
            elapsedSeconds: header.start.map { Double(now - $0.at) / 1000 },
            plannedSeconds: header.plan.profile.seconds,
            tasks: ProgressSnapshot.Tasks(
                requested: header.taskCount,
                ready: header.ready.count,
                running: running,
                finished: finished.count
            ),
            perTask: (0..<header.taskCount).map { view(of: $0, members, hasBegun, now) },
            windowSeconds: Double(header.windowLength) / 1000,
            counts: counts,
            inFlight: inFlight,
            statusCodes: statusCodes,
            bytes: bytes,
            lastPerSecond: Double(last.sent) * 1000 / Double(max(1, header.windowLength)),
            lastTimes: ProgressSnapshot.Times(last.responseTime),
            times: ProgressSnapshot.Times(responseTime),
            responseTime: responseTime,
            serviceTime: serviceTime,
            endpoints: endpoints.progress(last: last.endpoints, windowLength: header.windowLength),
            groups: groups.progress(last: last.groups, windowLength: header.windowLength),
            errors: errors,
            arrivalsThatWaited: virtualUserWait.count,
            longestWaitMs: Double(virtualUserWait.max) / 1000,
            notices: notices
        )
    }

    /// What was sent is answered, failed without an answer, or under way.
    private var inFlight: UInt64 {
        let settled = counts.completed &+ errors.unanswered
        return counts.sent > settled ? counts.sent - settled : 0
    }

    private func view(of task: Int, _ members: Set<Int>, _ hasBegun: Bool, _ now: Int64) -> TaskProgress {
        let track = tracks[task] ?? TaskTrack()
        let problem = completeness.manifests[task]?.failure ?? (finished.contains(task) ? nil : track.death)
        let state: TaskProgress.State =
            if problem != nil {
                .failed
            } else if finished.contains(task) {
                .finished
            } else if members.contains(task) {
                hasBegun ? .running : .ready
            } else {
                header.ready.contains(task) ? .ready : .waiting
            }
        var view = track.view(task, state, start: header.start?.at, now: now)
        view.problem = problem
        return view
    }

    /// The newest window that `tasks` tasks have reported; where there is none, the newest but one, or the newest.
    private func lastWindow(of tasks: Int) -> Window {
        let newest = recent.keys.sorted(by: >)
        let whole = newest.first { (recent[$0]?.tasks ?? 0) >= tasks }
        return (whole ?? newest.dropFirst().first ?? newest.first).flatMap { recent[$0] } ?? Window()
    }
}
