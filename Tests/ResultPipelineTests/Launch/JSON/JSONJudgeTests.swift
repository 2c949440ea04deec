import FoundationEssentials
import Testing

@testable import ResultPipeline

/// A JSON value as Foundation's decoder reads it, which knows neither order nor the text of numbers.
private enum Judged: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([Judged])
    case object([String: Judged])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([Judged].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: Judged].self))
        }
    }

    /// Nil where a number is beyond what the decoder takes.
    init?(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let flag): self = .bool(flag)
        case .string(let text): self = .string(text)
        case .number(let text):
            guard let number = Double(text), number.isFinite, number != 0 || !text.contains("e") else { return nil }
            self = .number(number)
        case .array(let values):
            let judged = values.compactMap(Judged.init)
            guard judged.count == values.count else { return nil }
            self = .array(judged)
        case .object(let members):
            var judged: [String: Judged] = [:]
            for member in members { judged[member.name] = Judged(member.value) }
            guard judged.count == members.count else { return nil }
            self = .object(judged)
        }
    }
}

struct JSONJudgeTests {
    @Test("what is read is what Foundation's decoder reads", arguments: 100..<104)
    func agreement(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        var compared = 0
        for _ in 0..<1000 {
            let bytes = random.event()
            guard let value = try? JSONReader.read(bytes, maxBytes: 10_000), let expected = Judged(value) else {
                continue
            }
            let judged = try JSONDecoder().decode(Judged.self, from: Data(bytes))
            #expect(judged == expected, "\(String(decoding: bytes, as: UTF8.self))")
            compared += 1
        }
        #expect(compared > 300)
    }
}
