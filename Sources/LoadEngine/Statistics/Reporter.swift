import Measurement

/// Adds up the windows of a task's event loops and hands them on, on a thread of its own.
struct Reporter: Sendable {
    let exchange: WindowExchange
    let loops: Int
    let layout: WindowLayout
    /// Epoch milliseconds, and CLOCK_MONOTONIC nanoseconds, of the first arrival.
    let startedAt: Int64
    let start: Int64
    /// Milliseconds.
    let windowLength: Int64
    let onWindow: @Sendable (WindowReport) -> Void

    /// How the loops ended.
    struct Outcome: Sendable {
        var startLagMax: UInt64 = 0
        var peakConnections = 0
        var portExhaustion: UInt64 = 0
        var descriptorExhaustion: UInt64 = 0
        var notes: [String] = []
        var error: EngineError?
    }

    /// Returns when every loop has closed its last window.
    func run() -> Outcome {
        var outcome = Outcome()
        var encoder = HistogramEncoder()
        var open: [Int: (window: MergedWindow, closedAt: Int64)] = [:]
        // The next window that each loop will close, and how many have ended.
        var reached = [Int](repeating: 0, count: loops)
        var ended = 0
        var next = 0
        while ended < loops {
            for closed in exchange.collect() {
                var entry = open[closed.index] ?? (MergedWindow(), 0)
                merge(closed.statistics, into: &entry.window)
                entry.closedAt = max(entry.closedAt, closed.closedAt)
                open[closed.index] = entry
                exchange.giveBack(closed.statistics)
                reached[closed.loop] = closed.isLast ? .max : closed.index + 1
                if closed.isLast {
                    ended += 1
                    outcome.peakConnections += closed.peakConnections
                }
            }
            for loop in exchange.failures where reached[loop] != .max {
                reached[loop] = .max
                ended += 1
            }
            let complete = min(reached.min() ?? 0, (open.keys.max() ?? -1) + 1)
            while next < complete {
                let (window, closedAt) = open.removeValue(forKey: next) ?? (MergedWindow(), 0)
                emit(window, index: next, closedAt: closedAt, encoder: &encoder, into: &outcome)
                next += 1
            }
        }
        outcome.notes = exchange.notes
        outcome.error = exchange.error
        return outcome
    }

    private func merge(_ statistics: UnsafeMutablePointer<WindowStatistics>, into window: inout MergedWindow) {
        if window.endpoints.isEmpty {
            window.endpoints = [MergedEndpoint](repeating: MergedEndpoint(), count: layout.count)
        }
        for index in 0..<layout.count { statistics[index].merge(into: &window.endpoints[index]) }
        statistics.pointee.mergeGenerator(into: &window)
    }

    private func emit(
        _ window: MergedWindow,
        index: Int,
        closedAt: Int64,
        encoder: inout HistogramEncoder,
        into outcome: inout Outcome
    ) {
        outcome.startLagMax = max(outcome.startLagMax, window.startLag.max)
        for endpoint in window.endpoints {
            outcome.portExhaustion += endpoint.errors[ErrorKind.labels[ErrorKind.noLocalPorts.index]] ?? 0
            outcome.descriptorExhaustion += endpoint.errors[ErrorKind.labels[ErrorKind.noDescriptors.index]] ?? 0
        }
        let begin = Int64(index) * windowLength
        let length = closedAt == 0 ? windowLength : max(windowLength, (closedAt - start) / 1_000_000 - begin)
        onWindow(
            window.report(
                layout: layout,
                windowStart: startedAt + begin,
                windowLength: length,
                wallOffset: startedAt * 1_000_000 - start,
                encoder: &encoder
            )
        )
    }
}

extension Reporter.Outcome {
    /// What the final manifest says about this task.
    func health(since before: ResourceUsage) -> GeneratorHealth {
        let used = ResourceUsage.now()
        return GeneratorHealth(
            cpuSeconds: used.cpuSeconds - before.cpuSeconds,
            cpuThrottledSeconds: used.throttledSeconds - before.throttledSeconds,
            maxStartLagMs: Double(startLagMax) / 1000,
            openDescriptorsMax: UInt64(peakConnections),
            portExhaustion: portExhaustion,
            descriptorExhaustion: descriptorExhaustion,
            notes: notes
        )
    }
}
