internal import Measurement

extension JSONNode {
    /// Sorted by code.
    static func statusCodes(_ codes: [Int: UInt64]) -> JSONNode {
        .object(codes.sorted { $0.key < $1.key }.map { (String($0.key), .count($0.value)) })
    }
}

extension TaskSummary {
    var json: JSONNode {
        .object([
            ("requested", .integer(requested)),
            ("reported", .integer(reported)),
            ("windowsExpected", .integer(windowsExpected)),
            ("windowsReceived", .integer(windowsReceived)),
        ])
    }
}

extension RequestSummary {
    var json: JSONNode {
        .object([
            ("scheduled", .count(scheduled)),
            ("sent", .count(sent)),
            ("completed", .count(completed)),
            ("failed", .count(failed)),
            ("dropped", .count(dropped)),
            ("perSecond", .number(perSecond)),
        ])
    }
}

extension LatencySummary {
    var json: JSONNode {
        .object([
            ("unit", .string(unit)),
            ("count", .count(count)),
            ("min", .number(min)),
            ("mean", .number(mean)),
            ("stdDev", .number(stdDev)),
            ("p50", .number(p50)),
            ("p75", .number(p75)),
            ("p90", .number(p90)),
            ("p95", .number(p95)),
            ("p99", .number(p99)),
            ("p99.9", .number(p999)),
            ("p99.99", .number(p9999)),
            ("max", .number(max)),
        ])
    }
}

extension ByteSummary {
    var json: JSONNode { .object([("sent", .count(sent)), ("received", .count(received))]) }
}

extension CheckSummary {
    var json: JSONNode {
        .object([("name", .string(name)), ("passes", .count(passes)), ("fails", .count(fails))])
    }
}

extension ThresholdResult {
    var json: JSONNode {
        .object(
            [("expression", .string(expression)), ("observed", .number(observed))]
                + (unit.map { [("unit", .string($0))] } ?? []) + [("passed", .bool(passed))]
        )
    }
}

extension EndpointSummary {
    var json: JSONNode {
        .object([
            ("name", .string(name)),
            ("requests", requests.json),
            ("responseTime", responseTime.json),
            ("serviceTime", serviceTime.json),
            ("timeToFirstByte", timeToFirstByte.json),
            ("statusCodes", .statusCodes(statusCodes)),
            ("errors", .counts(errors)),
            ("bytes", bytes.json),
        ])
    }
}

extension GroupSummary {
    var json: JSONNode {
        .object([
            ("name", .string(name)), ("completed", .count(completed)), ("failed", .count(failed)), ("time", time.json),
        ])
    }
}

extension TimelineEntry {
    var json: JSONNode {
        .object([
            ("second", .integer(second)),
            ("sent", .count(sent)),
            ("completed", .count(completed)),
            ("failed", .count(failed)),
            ("p50", .number(p50)),
            ("p95", .number(p95)),
            ("p99", .number(p99)),
            ("max", .number(max)),
        ])
    }
}

extension GeneratorSummary {
    var json: JSONNode {
        .object([
            ("saturated", .bool(saturated)),
            ("reasons", .strings(reasons)),
            ("cpuSeconds", .number(cpuSeconds)),
            ("cpuThrottledSeconds", .number(cpuThrottledSeconds)),
            ("maxStartLagMs", .number(maxStartLagMs)),
            ("startLag", startLag.json),
            ("virtualUsersLimited", .bool(virtualUsersLimited)),
            ("arrivalsThatWaited", .count(arrivalsThatWaited)),
            ("virtualUserWait", virtualUserWait.json),
        ])
    }
}
