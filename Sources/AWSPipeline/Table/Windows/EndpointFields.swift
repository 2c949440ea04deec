internal import AWSClient
internal import Measurement

/// The fields of an endpoint as they are read.
struct EndpointFields {
    private var name: String?
    private var scheduled: UInt64?
    private var sent: UInt64?
    private var completed: UInt64?
    private var failed: UInt64?
    private var dropped: UInt64?
    private var statusCodes: [Int: UInt64]?
    private var errors: [String: UInt64]?
    private var checks: [String: CheckCounts] = [:]
    private var bytesSent: UInt64?
    private var bytesReceived: UInt64?
    private var times = WindowTimes(["responseTime", "serviceTime", "timeToFirstByte"])

    mutating func read(_ name: String, _ value: inout AttributeReader) throws(AttributeMismatch) {
        switch name {
        case "name": self.name = try value.string()
        case "scheduled": scheduled = try value.count()
        case "sent": sent = try value.count()
        case "completed": completed = try value.count()
        case "failed": failed = try value.count()
        case "dropped": dropped = try value.count()
        case "statusCodes": statusCodes = try WindowFields.codes(&value)
        case "errors": errors = try WindowFields.counts(&value)
        case "checks": checks = try WindowFields.checks(&value)
        case "bytesSent": bytesSent = try value.count()
        case "bytesReceived": bytesReceived = try value.count()
        default: if try !times.read(name, &value) { try value.skip() }
        }
    }

    func endpoint() throws(AttributeMismatch) -> EndpointWindow {
        guard let name, let scheduled, let sent, let completed, let failed, let dropped, let statusCodes, let errors,
            let bytesSent, let bytesReceived, let responseTime = times[0], let serviceTime = times[1]
        else { throw AttributeMismatch() }
        return EndpointWindow(
            name: name,
            counts: RequestCounts(
                scheduled: scheduled,
                sent: sent,
                completed: completed,
                failed: failed,
                dropped: dropped
            ),
            statusCodes: statusCodes,
            errors: errors,
            checks: checks,
            bytesSent: bytesSent,
            bytesReceived: bytesReceived,
            responseTime: responseTime,
            serviceTime: serviceTime,
            timeToFirstByte: times[2] ?? .empty
        )
    }
}
