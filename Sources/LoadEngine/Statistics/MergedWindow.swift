import Measurement

/// One window of a task: the same window of all its event loops, added up.
struct MergedWindow {
    var endpoints: [MergedEndpoint] = []
    var connect = Histogram()
    var tlsHandshake = Histogram()
    var startLag = Histogram()
    var virtualUserWait = Histogram()
    /// Examples of all loops.
    var slowest: [TracedOutcome] = []
    var failed: [TracedOutcome] = []

    /// The form in which it leaves the engine.
    /// - Parameter wallOffset: nanoseconds from CLOCK_MONOTONIC to the Unix epoch's clock.
    func report(
        layout: WindowLayout,
        windowStart: Int64,
        windowLength: Int64,
        wallOffset: Int64,
        encoder: inout HistogramEncoder
    ) -> WindowReport {
        var windows: [EndpointWindow] = []
        var groups: [GroupWindow] = []
        for (index, endpoint) in endpoints.enumerated() where endpoint.isUsed || layout.count == 1 {
            if index < layout.endpoints.count {
                windows.append(endpoint.report(layout.endpoints[index], encoder: &encoder))
            } else {
                groups.append(
                    GroupWindow(
                        name: layout.groups[index - layout.endpoints.count],
                        completed: endpoint.counts.completed,
                        failed: endpoint.counts.failed,
                        time: encoder.encode(endpoint.responseTime)
                    )
                )
            }
        }
        return WindowReport(
            windowStart: windowStart,
            windowLength: windowLength,
            endpoints: windows,
            groups: groups,
            generator: GeneratorWindow(
                connect: encoder.encode(connect),
                tlsHandshake: encoder.encode(tlsHandshake),
                startLag: encoder.encode(startLag),
                virtualUserWait: encoder.encode(virtualUserWait)
            ),
            exemplars: WindowExemplars(
                choosingFrom: slowest.map { $0.exemplar(layout, wallOffset: wallOffset) },
                failed: failed.map { $0.exemplar(layout, wallOffset: wallOffset) }
            )
        )
    }
}

/// One endpoint's, or one group's, part of it.
struct MergedEndpoint {
    var counts = RequestCounts()
    var statusCodes: [Int: UInt64] = [:]
    var errors: [String: UInt64] = [:]
    var checks: [CheckCounts] = []
    var bytesSent: UInt64 = 0
    var bytesReceived: UInt64 = 0
    var responseTime = Histogram()
    var serviceTime = Histogram()
    var timeToFirstByte = Histogram()

    var isUsed: Bool { counts != RequestCounts() || !errors.isEmpty }

    func report(_ endpoint: JourneyProgram.Endpoint, encoder: inout HistogramEncoder) -> EndpointWindow {
        var named: [String: CheckCounts] = [:]
        for (name, counts) in zip(endpoint.checks, checks) where counts != CheckCounts() { named[name] = counts }
        return EndpointWindow(
            name: endpoint.name,
            counts: counts,
            statusCodes: statusCodes,
            errors: errors,
            checks: named,
            bytesSent: bytesSent,
            bytesReceived: bytesReceived,
            responseTime: encoder.encode(responseTime),
            serviceTime: encoder.encode(serviceTime),
            timeToFirstByte: encoder.encode(timeToFirstByte)
        )
    }
}

/// What a window counts, in order: endpoints, then groups.
struct WindowLayout: Sendable {
    var endpoints: [JourneyProgram.Endpoint]
    var groups: [String] = []
    /// Examples of requests are kept.
    var keepsExemplars = false

    var count: Int { endpoints.count + groups.count }
}
