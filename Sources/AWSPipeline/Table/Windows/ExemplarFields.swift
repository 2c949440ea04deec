internal import AWSClient
internal import Measurement

extension WindowFields {
    static func exemplars(_ value: inout AttributeReader) throws(AttributeMismatch) -> WindowExemplars {
        var (slowest, failed): ([Exemplar]?, [Exemplar]?)
        try value.map { name, value throws(AttributeMismatch) in
            switch name {
            case "slowest": slowest = try examples(&value)
            case "failed": failed = try examples(&value)
            default: try value.skip()
            }
        }
        guard let slowest, let failed else { throw AttributeMismatch() }
        return WindowExemplars(slowest: slowest, failed: failed)
    }

    private static func examples(_ value: inout AttributeReader) throws(AttributeMismatch) -> [Exemplar] {
        var examples: [Exemplar] = []
        try value.list { value throws(AttributeMismatch) in
            var (traceId, endpoint, error): (String?, String?, String?)
            var (time, status): (Int?, Int?)
            var responseTime: UInt64?
            try value.map { name, value throws(AttributeMismatch) in
                switch name {
                case "traceId": traceId = try value.string()
                case "endpoint": endpoint = try value.string()
                case "time": time = try value.integer()
                case "responseTime": responseTime = try value.count()
                case "status": status = try value.integer()
                case "error": error = try value.string()
                default: try value.skip()
                }
            }
            guard let traceId, let endpoint, let time, let responseTime else { throw AttributeMismatch() }
            examples.append(
                Exemplar(
                    traceId: traceId,
                    endpoint: endpoint,
                    time: Int64(time),
                    responseTime: responseTime,
                    status: status,
                    error: error
                )
            )
        }
        return examples
    }
}
