import Measurement

/// One window of a task: the same window of all its event loops, added up.
struct MergedWindow {
    var counts = RequestCounts()
    var statusCodes: [Int: UInt64] = [:]
    var errors: [String: UInt64] = [:]
    var bytesSent: UInt64 = 0
    var bytesReceived: UInt64 = 0
    var responseTime = Histogram()
    var serviceTime = Histogram()
    var timeToFirstByte = Histogram()
    var connect = Histogram()
    var tlsHandshake = Histogram()
    var startLag = Histogram()
    var virtualUserWait = Histogram()

    /// The form in which it leaves the engine.
    func report(
        endpoint: String,
        windowStart: Int64,
        windowLength: Int64,
        encoder: inout HistogramEncoder
    ) -> WindowReport {
        WindowReport(
            windowStart: windowStart,
            windowLength: windowLength,
            endpoints: [
                EndpointWindow(
                    name: endpoint,
                    counts: counts,
                    statusCodes: statusCodes,
                    errors: errors,
                    bytesSent: bytesSent,
                    bytesReceived: bytesReceived,
                    responseTime: encoder.encode(responseTime),
                    serviceTime: encoder.encode(serviceTime),
                    timeToFirstByte: encoder.encode(timeToFirstByte)
                )
            ],
            generator: GeneratorWindow(
                connect: encoder.encode(connect),
                tlsHandshake: encoder.encode(tlsHandshake),
                startLag: encoder.encode(startLag),
                virtualUserWait: encoder.encode(virtualUserWait)
            )
        )
    }
}
