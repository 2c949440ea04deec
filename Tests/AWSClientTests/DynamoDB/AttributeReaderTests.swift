import AWSClient
import Testing

/// Items that a reader of its own knows, among others.
struct AttributeReaderTests {
    private struct Thing: Equatable {
        var name: String?
        var bytes: [UInt8]?
        var counts: [String: UInt64] = [:]
        var list: [Int] = []
    }

    private static func read(_ item: inout AttributeReader) throws(AttributeMismatch) -> Thing {
        var thing = Thing()
        try item.attributes { name, value throws(AttributeMismatch) in
            switch name {
            case "name": thing.name = try value.string()
            case "bytes": thing.bytes = try value.binary()
            case "counts":
                try value.map { name, value throws(AttributeMismatch) in thing.counts[name] = try value.count() }
            case "list":
                try value.list { value throws(AttributeMismatch) in thing.list.append(try value.integer()) }
            default: try value.skip()
            }
        }
        return thing
    }

    private func page(_ items: String) async throws -> (values: [Thing], items: [DynamoDBItem], last: DynamoDBItem?) {
        let answer = #"{"Count":1,"Items":[\#(items)],"LastEvaluatedKey":{"k":{"N":"7"}},"ScannedCount":1}"#
        let client = DynamoDBClient(RecordingCaller(.success(answer)))
        let input = QueryInput(table: "T", keyCondition: "k = :k", bindings: ExpressionBindings())
        let page = try await client.query(input, reading: Self.read)
        var (values, items): ([Thing], [DynamoDBItem]) = ([], [])
        for item in page.items {
            switch item {
            case .value(let value): values.append(value)
            case .item(let item): items.append(item)
            }
        }
        return (values, items, page.lastEvaluatedKey)
    }

    @Test func `an item of the known form is read in any order of attributes, others are passed over`() async throws {
        let first = #"{"name":{"S":"a\"\u00e9"},"bytes":{"B":"/+8="},"x":{"M":{"y":{"L":[{"NULL":true}]}}}}"#
        let second = #"{"list":{"L":[{"N":"0"},{"N":"12"}]},"counts":{"M":{"":{"N":"18446744073709551615"}}}}"#
        let page = try await page("\(first),\(second),{}")
        #expect(
            page.values == [
                Thing(name: "a\"é", bytes: [255, 239]), Thing(counts: ["": .max], list: [0, 12]), Thing(),
            ]
        )
        #expect(page.items.isEmpty)
        #expect(page.last == ["k": .number("7")])
    }

    @Test(
        arguments: [
            (#"{"name":{"N":"1"}}"#, ["name": .number("1")]), (#"{"name": {"S":"a"}}"#, ["name": .string("a")]),
            (#"{"list":{"L":[{"N":"-1"}]}}"#, ["list": .list([.number("-1")])]),
            (#"{"list":{"L":[{"N":"9223372036854775808"}]}}"#, ["list": .list([.number("9223372036854775808")])]),
            (#"{"counts":{"M":{"a":{"N":"1E3"}}}}"#, ["counts": .map(["a": .number("1E3")])]),
            (
                #"{"counts":{"M":{"":{"N":"18446744073709551616"}}}}"#,
                ["counts": .map(["": .number("18446744073709551616")])]
            ),
            (#"{"bytes":{"NULL":true}}"#, ["bytes": .null]),
        ] as [(String, DynamoDBItem)]
    )
    func `an item of another form is read as it is, and those around it are not touched`(
        text: String,
        item: DynamoDBItem
    ) async throws {
        let page = try await page(#"{"name":{"S":"before"}},\#(text),{"name":{"S":"after"}}"#)
        #expect(page.items == [item])
        #expect(page.values.map(\.name) == ["before", "after"])
    }

    @Test(arguments: [
        "{", #"{"name":{"S":"a"}"#, #"{"name":{"S":"a"}},"#, #"{"name":{"S":"a","N":"1"}}"#, #"{"bytes":{"B":"?"}}"#,
        #"{"counts":{"M":{"a":{"N":""}}}}"#, #"{"name":{"X":"a"}}"#, #"{"name":{"S":"a}}"#,
    ])
    func `text that is no item is refused`(text: String) async throws {
        let error = try await #require(throws: AWSError.self) { _ = try await page(text) }
        #expect(error.code == "invalidResponse")
    }
}
