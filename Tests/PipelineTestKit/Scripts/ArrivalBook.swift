import LoadPlan
import Measurement

/// The arrivals of one share of a plan, and what has become of them so far.
struct ArrivalBook {
    private struct Arrival {
        var due: UInt64
        var fate: ScriptedTarget.Fate
        var isSent = false
    }

    private let name: String
    private var coming: ArraySlice<Arrival>
    private var open: [Arrival] = []

    /// Seconds from one request of a virtual user to its next, in the closed model.
    private static let closedInterval = 0.1

    init(_ plan: TestPlan, _ share: Segment, _ target: ScriptedTarget) {
        name = plan.request.endpointName
        var arrivals: [Arrival] = []
        switch plan.profile {
        case .open(let profile, _):
            var curve = ArrivalCurve(profile)
            for position in 0..<share.share(of: profile.arrivals) {
                let number = share.global(position)
                let due = curve.time(ofCount: Double(number)) ?? profile.seconds
                arrivals.append(Arrival(due: UInt64(due * 1_000_000), fate: target.fate(number)))
            }
        case .closed(let seconds):
            for turn in 0..<Int((seconds / Self.closedInterval).rounded(.up)) {
                for position in 0..<share.share(of: plan.virtualUsers) {
                    var fate = target.fate(share.global(position) + turn * plan.virtualUsers)
                    fate.wait = 0
                    arrivals.append(Arrival(due: UInt64(Double(turn) * Self.closedInterval * 1_000_000), fate: fate))
                }
            }
        }
        coming = arrivals[...]
    }

    /// What happened since the last call, up to `elapsed` microseconds after the start. At the end requests in flight are
    /// awaited, and what was not sent is dropped.
    mutating func window(upTo elapsed: UInt64, isLast: Bool) -> (EndpointWindow, GeneratorWindow) {
        var record = WindowRecord(name: name)
        while let next = coming.first, next.due < elapsed {
            record.counts.scheduled += 1
            open.append(coming.removeFirst())
        }
        for index in open.indices where !open[index].isSent {
            guard let wait = open[index].fate.wait, open[index].due + wait < elapsed else { continue }
            open[index].isSent = true
            record.send(open[index].fate, after: wait)
        }
        let ended = open.filter { $0.isSent && (isLast || $0.due + ($0.fate.wait ?? 0) + $0.fate.service < elapsed) }
        open.removeAll { $0.isSent && (isLast || $0.due + ($0.fate.wait ?? 0) + $0.fate.service < elapsed) }
        for arrival in ended { record.end(arrival.fate) }
        if isLast { record.counts.dropped += UInt64(open.count) }
        return record.encoded
    }
}

private struct WindowRecord {
    let name: String
    var counts = RequestCounts()
    private var statusCodes: [Int: UInt64] = [:]
    private var errors: [String: UInt64] = [:]
    private var responseTime = Histogram()
    private var serviceTime = Histogram()
    private var startLag = Histogram()
    private var userWait = Histogram()

    init(name: String) {
        self.name = name
    }

    mutating func send(_ fate: ScriptedTarget.Fate, after wait: UInt64) {
        counts.sent += 1
        if wait > 0 { userWait.record(wait) } else { startLag.record(fate.lag) }
    }

    mutating func end(_ fate: ScriptedTarget.Fate) {
        switch fate.end {
        case .response(let status):
            counts.completed += 1
            if status >= 400 { counts.failed += 1 }
            statusCodes[status, default: 0] += 1
            responseTime.record((fate.wait ?? 0) + fate.service)
            serviceTime.record(fate.service)
        case .error(let label):
            counts.failed += 1
            errors[label, default: 0] += 1
        }
    }

    var encoded: (EndpointWindow, GeneratorWindow) {
        var encoder = HistogramEncoder()
        let endpoint = EndpointWindow(
            name: name,
            counts: counts,
            statusCodes: statusCodes,
            errors: errors,
            bytesSent: 40 * counts.sent,
            bytesReceived: 300 * counts.completed,
            responseTime: encoder.encode(responseTime),
            serviceTime: encoder.encode(serviceTime),
            timeToFirstByte: encoder.encode(serviceTime)
        )
        let generator = GeneratorWindow(
            startLag: encoder.encode(startLag),
            virtualUserWait: encoder.encode(userWait)
        )
        return (endpoint, generator)
    }
}
