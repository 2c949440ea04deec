internal import Measurement

extension ExemplarSummary {
    var json: JSONNode {
        .object([("slowest", .array(slowest.map(\.json))), ("failed", .array(failed.map(\.json)))])
    }
}

extension ExemplarSummary.Request {
    fileprivate var json: JSONNode {
        .object(
            [
                ("traceId", .string(traceId)), ("endpoint", .string(endpoint)), ("time", .string(time.description)),
                ("responseTimeMs", .number(responseTimeMs)),
            ] + (status.map { [("status", .integer($0))] } ?? []) + (error.map { [("error", .string($0))] } ?? [])
        )
    }
}

extension RecordingAccount {
    var json: JSONNode {
        .object([("written", .count(written)), ("lost", .count(lost)), ("cpuSeconds", .number(cpuSeconds))])
    }
}
