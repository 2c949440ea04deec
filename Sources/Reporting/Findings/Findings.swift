internal import Measurement

/// What the figures say, in sentences for somebody who sees such a report for the first time.
struct Findings {
    let summary: RunSummary

    /// The most important first; empty where the figures speak for themselves.
    var sentences: [String] { latency + [dropped].compactMap { $0 } + outcomes }

    /// Those on errors and status codes.
    var outcomes: [String] { OutcomeFindings(summary: summary).sentences }

    /// Those on times alone.
    var latency: [String] { [stall ?? waiting, tooShort].compactMap { $0 } }

    /// What a person should know of the worst stall.
    var stall: String? {
        let stalls = Stall.find(in: summary)
        guard let worst = stalls.first else { return nil }
        let wait = Quantity.time(milliseconds: worst.longestWait)
        let more = stalls.count > 1 ? " (the worst of \(stalls.count) stalls)" : ""
        let what =
            "The target stalled around second \(worst.second)\(more): for about "
            + "\(Quantity.duration(seconds: Double(worst.end - worst.second))) it answered next to nothing, and a user who "
            + "came during the stall waited up to \(wait)."
        guard let (percentile, waited, served) = gap else { return what }
        let name = percentile.dropFirst()
        return what
            + " Service time alone looks better (\(name) % within \(served), against \(waited) of response time): it counts from "
            + "the moment at which a request was sent, and leaves out how long requests waited before they could be sent."
    }

    /// A sentence where response time is materially longer than service time.
    var waiting: String? {
        guard let (name, waited, served) = gap else { return nil }
        let limited =
            summary.generator.virtualUsersLimited
            ? " \(FixedDecimal.grouped(summary.generator.arrivalsThatWaited)) of them waited for a free virtual user."
            : ""
        return
            "Response time exceeds service time (\(name) \(waited) against \(served)): requests were due before they "
            + "could be sent.\(limited) Response time is what a user waits."
    }

    private var tooShort: String? { Percentile.warning(count: summary.responseTime.count) }

    private var dropped: String? {
        let requests = summary.requests
        guard requests.dropped > 0 else { return nil }
        return
            "\(Quantity.share(requests.dropped, of: requests.scheduled)) of the requests that were due were never sent: "
            + "the times tell of the others only."
    }

    /// The percentile at which the two differ most, where that is material: by a tenth and by a millisecond.
    private var gap: (name: String, response: String, service: String)? {
        let (response, service) = (summary.responseTime, summary.serviceTime)
        let candidates = Percentile.all.filter { $0.leastCount <= response.count }
        let widest = candidates.max {
            $0.value(response) - $0.value(service) < $1.value(response) - $1.value(service)
        }
        guard let widest else { return nil }
        let (waited, served) = (widest.value(response), widest.value(service))
        guard waited - served > 1, waited > served * 1.1 else { return nil }
        return (widest.name, Quantity.time(milliseconds: waited), Quantity.time(milliseconds: served))
    }
}
