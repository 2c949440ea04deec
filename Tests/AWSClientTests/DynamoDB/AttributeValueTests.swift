import FoundationEssentials
import Testing

@testable import AWSClient

struct AttributeValueTests {
    private static let values: [(AttributeValue, String)] = [
        (.string("é \"\\\u{0}\u{1f}\u{7f}/👩‍👩‍👧"), #"{"S":"é \"\\\u0000\u001f"# + "\u{7f}/👩‍👩‍👧" + #""}"#),
        (.string(""), #"{"S":""}"#), (.number("-1.5E+10"), #"{"N":"-1.5E+10"}"#), (.binary([]), #"{"B":""}"#),
        (.binary([255, 239]), #"{"B":"/+8="}"#), (.bool(true), #"{"BOOL":true}"#), (.bool(false), #"{"BOOL":false}"#),
        (.null, #"{"NULL":true}"#), (.stringSet(["b", "a"]), #"{"SS":["a","b"]}"#),
        (.numberSet(["2", "10"]), #"{"NS":["10","2"]}"#), (.binarySet([[1], [0]]), #"{"BS":["AA==","AQ=="]}"#),
        (.list([.null, .list([])]), #"{"L":[{"NULL":true},{"L":[]}]}"#),
        (.map(["b": .null, "a": .map([:])]), #"{"M":{"a":{"M":{}},"b":{"NULL":true}}}"#),
    ]

    private func written(_ value: AttributeValue) -> [UInt8] {
        var json = JSONWriter()
        value.write(to: &json)
        return json.bytes
    }

    private func read(_ bytes: [UInt8]) throws -> AttributeValue {
        var json = JSONReader(bytes)
        let value = try AttributeValue(from: &json)
        try json.end()
        return value
    }

    @Test func `every type has its form on the wire, and is read from it`() throws {
        for (value, json) in Self.values {
            #expect(String(decoding: written(value), as: UTF8.self) == json)
            #expect(try read(Array(json.utf8)) == value)
        }
    }

    @Test func `text escaped in any way is the same text`() throws {
        let json = #"{"S":"\u00e9\b\f\n\r\t\/\ud83d\ude00 \ud83d \ude00 \ud83dx\ud83d\u0041"}"#
        #expect(try read(Array(json.utf8)) == .string("é\u{8}\u{c}\n\r\t/😀 \u{fffd} \u{fffd} \u{fffd}x\u{fffd}A"))
        #expect(try read(Array(#"{"B":"\/+8="}"#.utf8)) == .binary([255, 239]))
        struct Foreign: Decodable { var S: String }
        let text = (0..<0x250).compactMap(Unicode.Scalar.init).map(String.init).joined()
        let foreign = try JSONDecoder().decode(Foreign.self, from: Data(written(.string(text))))
        #expect(foreign.S == text, "another reader takes the escapes for what they are")
    }

    @Test func `an answer that was cut, or in which a byte was changed, is no crash`() throws {
        let bytes = written(.list(Self.values.map(\.0)))
        for count in 0..<bytes.count {
            #expect(throws: JSONSyntaxError.self) { try read(Array(bytes.prefix(count))) }
        }
        for position in bytes.indices {
            for byte in [0, 0x22, 0x5b, 0x5c, 0x7b, 0x7d, 0x2c, 0xff, 0x31] as [UInt8] {
                var changed = bytes
                changed[position] = byte
                _ = try? read(changed)
            }
        }
    }

    @Test func `nesting is bounded, and 32 levels of attributes are within`() throws {
        func nested(_ levels: Int) -> [UInt8] {
            Array((String(repeating: #"{"L":["#, count: levels) + String(repeating: "]}", count: levels)).utf8)
        }
        #expect(try read(nested(33)).storedBytes == 33 * 4 - 1)
        #expect(throws: JSONSyntaxError.self) { try read(nested(100_000)) }
        var skipped = JSONReader(Array(String(repeating: "[", count: 1_000_000).utf8))
        #expect(throws: JSONSyntaxError.self) { try skipped.skip() }
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (1e15, "1000000000000000"), (1.5e-7, "1.5e-07"),
        (9.9e125, "9.9e+125"), (1e-130, "1e-130"),
    ])
    func `a double is the shortest number that reads back as it`(value: Double, text: String) throws {
        let attribute = try #require(AttributeValue.decimal(value))
        #expect(attribute == .number(text))
        #expect(attribute.double == value)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e126, -1e126, 9e-131, .leastNonzeroMagnitude])
    func `a double that DynamoDB has no number for is none`(value: Double) {
        #expect(AttributeValue.decimal(value) == nil)
    }

    @Test func `whole numbers are read from any form, if they fit`() {
        #expect(AttributeValue.integer(UInt64.max) == .number("18446744073709551615"))
        #expect(AttributeValue.number("18446744073709551615").integer(as: UInt64.self) == .max)
        #expect(AttributeValue.number("18446744073709551616").integer(as: UInt64.self) == nil)
        #expect(AttributeValue.number("1E3").int64 == 1000)
        #expect(AttributeValue.number("-7.0").int64 == -7)
        #expect(AttributeValue.number("1E30").int64 == nil)
        #expect(AttributeValue.number("1.5").int64 == nil)
        #expect(AttributeValue.number("-1").integer(as: UInt64.self) == nil)
        #expect(AttributeValue.string("1").int64 == nil)
    }

    @Test func `sizes are as AWS counts them`() {
        let item: DynamoDBItem = [
            "name": .string("é"), "count": .number("123"), "bytes": .binary([1, 2, 3]), "flag": .bool(true),
            "list": .list([.null, .string("ab")]), "map": .map(["k": .number("7")]), "set": .numberSet(["1", "22"]),
        ]
        let names = 4 + 5 + 5 + 4 + 4 + 3 + 3
        #expect(item.storedBytes == names + 2 + 3 + 3 + 1 + (3 + 2 + 3) + (3 + 1 + 1 + 2) + (3 + 1 + 2 + 1 + 2))
    }
}
