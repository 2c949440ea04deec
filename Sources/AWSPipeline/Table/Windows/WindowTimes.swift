internal import AWSClient
internal import Measurement

/// Histograms that stand beside each other, with their exact figures under the same names in a map `exact`.
struct WindowTimes {
    private let names: [String]
    private var payloads: [[UInt8]?]
    private var exact: [ExactStatistics?]

    init(_ names: [String]) {
        self.names = names
        payloads = Array(repeating: nil, count: names.count)
        exact = Array(repeating: nil, count: names.count)
    }

    /// The histogram at a position of the names; nil where it did not come.
    subscript(index: Int) -> EncodedHistogram? {
        payloads[index].map { EncodedHistogram(payload: HistogramPayload(bytes: $0), exact: exact[index]) }
    }

    /// Reads a field; false, and nothing is read, where it is none of these.
    mutating func read(_ name: String, _ value: inout AttributeReader) throws(AttributeMismatch) -> Bool {
        if name == "exact" {
            exact = try readExact(&value)
        } else if let index = names.firstIndex(of: name) {
            payloads[index] = try value.binary()
        } else {
            return false
        }
        return true
    }

    private func readExact(_ value: inout AttributeReader) throws(AttributeMismatch) -> [ExactStatistics?] {
        var exact = [ExactStatistics?](repeating: nil, count: names.count)
        try value.map { name, value throws(AttributeMismatch) in
            if let index = names.firstIndex(of: name) {
                exact[index] = try Self.statistics(&value)
            } else {
                try value.skip()
            }
        }
        return exact
    }

    private static func statistics(_ value: inout AttributeReader) throws(AttributeMismatch) -> ExactStatistics {
        var (count, min, max, sum): (UInt64?, UInt64?, UInt64?, UInt64?)
        try value.map { name, value throws(AttributeMismatch) in
            switch name {
            case "count": count = try value.count()
            case "min": min = try value.count()
            case "max": max = try value.count()
            case "sum": sum = try value.count()
            default: try value.skip()
            }
        }
        guard let count, let min, let max, let sum else { throw AttributeMismatch() }
        return ExactStatistics(count: count, min: min, max: max, sum: sum)
    }
}
