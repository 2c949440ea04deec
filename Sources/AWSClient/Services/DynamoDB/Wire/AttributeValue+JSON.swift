extension AttributeValue {
    /// Writes the value as the wire has it: an object of one field, named by the type.
    func write(to json: inout JSONWriter) {
        json.object { json in
            switch self {
            case .string(let text): json.field("S", text)
            case .number(let text): json.field("N", text)
            case .binary(let bytes):
                json.name("B")
                json.base64(bytes)
            case .bool(let value): json.field("BOOL", value)
            case .null: json.field("NULL", true)
            case .stringSet(let texts): json.field("SS", texts.sorted())
            case .numberSet(let texts): json.field("NS", texts.sorted())
            case .binarySet(let values):
                json.name("BS")
                json.array { json in
                    for value in values.sorted(by: { $0.lexicographicallyPrecedes($1) }) { json.base64(value) }
                }
            case .list(let values):
                json.name("L")
                json.array { json in for value in values { value.write(to: &json) } }
            case .map(let attributes): json.field("M", attributes)
            }
        }
    }

    /// Reads a value.
    init(from json: inout JSONReader) throws(JSONSyntaxError) {
        var value: AttributeValue?
        try json.object { type, json throws(JSONSyntaxError) in
            guard value == nil else { throw json.error("one type of an attribute") }
            value = try Self.value(of: type, &json)
        }
        guard let value else { throw json.error("the type of an attribute") }
        self = value
    }

    private static func value(of type: String, _ json: inout JSONReader) throws(JSONSyntaxError) -> AttributeValue {
        switch type {
        case "S": .string(try json.string())
        case "N": .number(try number(&json))
        case "B": .binary(try binary(&json))
        case "BOOL": .bool(try json.bool())
        case "NULL": try null(&json)
        case "SS": .stringSet(Set(try json.values { json throws(JSONSyntaxError) in try json.string() }))
        case "NS": .numberSet(Set(try json.values(number)))
        case "BS": .binarySet(Set(try json.values(binary)))
        case "L":
            .list(try json.values { json throws(JSONSyntaxError) in try AttributeValue(from: &json) })
        case "M": .map(try json.item())
        default: throw json.error("a type of attribute that this version knows, not '\(type.prefix(20))'")
        }
    }

    private static func null(_ json: inout JSONReader) throws(JSONSyntaxError) -> AttributeValue {
        guard try json.bool() else { throw json.error("true") }
        return .null
    }

    private static func number(_ json: inout JSONReader) throws(JSONSyntaxError) -> String {
        let text = try json.string()
        guard Double(text)?.isFinite == true else { throw json.error("a number") }
        return text
    }

    private static func binary(_ json: inout JSONReader) throws(JSONSyntaxError) -> [UInt8] {
        try json.base64()
    }
}

extension JSONReader {
    /// An object of attributes.
    mutating func item() throws(JSONSyntaxError) -> DynamoDBItem {
        var item: DynamoDBItem = [:]
        try object { name, json throws(JSONSyntaxError) in item[name] = try AttributeValue(from: &json) }
        return item
    }

    /// An array of values of one kind.
    mutating func values<Value>(
        _ read: (inout JSONReader) throws(JSONSyntaxError) -> Value
    ) throws(JSONSyntaxError) -> [Value] {
        var values: [Value] = []
        try array { json throws(JSONSyntaxError) in values.append(try read(&json)) }
        return values
    }
}

extension JSONWriter {
    mutating func field(_ name: String, _ text: String) {
        self.name(name)
        string(text)
    }

    mutating func field(_ name: String, _ value: Bool) {
        self.name(name)
        bool(value)
    }

    mutating func field(_ name: String, _ texts: [String]) {
        self.name(name)
        array { json in for text in texts { json.string(text) } }
    }

    mutating func field(_ name: String, _ item: DynamoDBItem) {
        self.name(name)
        self.item(item)
    }

    /// Attributes in the order of their names, so that equal items are equal bytes.
    mutating func item(_ item: DynamoDBItem) {
        object { json in
            for (name, value) in item.sorted(by: { $0.key < $1.key }) {
                json.name(name)
                value.write(to: &json)
            }
        }
    }
}
