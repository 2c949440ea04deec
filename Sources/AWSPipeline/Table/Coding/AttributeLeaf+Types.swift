internal import AWSClient
internal import FoundationEssentials
internal import LoadPlan
internal import Measurement

/// The histogram's own bytes, a third less than its base64.
extension HistogramPayload: AttributeLeaf {
    func attribute() -> AttributeValue { .binary(bytes) }

    init?(attribute: AttributeValue) {
        guard let bytes = attribute.binary else { return nil }
        self.init(bytes: bytes)
    }
}

/// A plan is one attribute of JSON, with sorted keys: it is compared and decoded as a whole, never read in part.
extension TestPlan: AttributeLeaf {
    func attribute() throws -> AttributeValue {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return .string(String(decoding: try encoder.encode(self), as: UTF8.self))
    }

    init?(attribute: AttributeValue) {
        guard let text = attribute.string,
            let plan = try? JSONDecoder().decode(TestPlan.self, from: Data(text.utf8))
        else { return nil }
        self = plan
    }
}

/// A number set, so that DynamoDB can add to it. A table has no empty ones: the attribute is left out instead.
extension Set: AttributeLeaf where Element == Int {
    func attribute() -> AttributeValue { .numberSet(Set<String>(map(String.init))) }

    init?(attribute: AttributeValue) {
        guard case .numberSet(let texts) = attribute else { return nil }
        let numbers = texts.compactMap { AttributeValue.number($0).integer(as: Int.self) }
        guard numbers.count == texts.count else { return nil }
        self.init(numbers)
    }
}
