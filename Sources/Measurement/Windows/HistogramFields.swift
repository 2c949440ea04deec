/// The JSON form of several histograms: payloads as flat fields, exact figures under the same names in one object.
struct HistogramFields<Key: CodingKey> {
    let exactKey: Key

    func encode(_ histograms: [(Key, EncodedHistogram)], into container: inout KeyedEncodingContainer<Key>) throws {
        var exact = container.nestedContainer(keyedBy: Key.self, forKey: exactKey)
        for (key, histogram) in histograms {
            try container.encode(histogram.payload, forKey: key)
            try exact.encodeIfPresent(histogram.exact, forKey: key)
        }
    }

    func decode(_ key: Key, from container: KeyedDecodingContainer<Key>) throws -> EncodedHistogram {
        let payload = try container.decode(HistogramPayload.self, forKey: key)
        guard container.contains(exactKey) else { return EncodedHistogram(payload: payload, exact: nil) }
        let exact = try container.nestedContainer(keyedBy: Key.self, forKey: exactKey)
        return EncodedHistogram(
            payload: payload,
            exact: try exact.decodeIfPresent(ExactStatistics.self, forKey: key)
        )
    }
}
