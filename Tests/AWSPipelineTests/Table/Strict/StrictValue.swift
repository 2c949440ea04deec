import FoundationEssentials

typealias StrictItem = [String: StrictValue]

/// An attribute value, decoded by Foundation and checked as DynamoDB does: written without a look at the client's own
/// codec, so that an error in that one shows.
indirect enum StrictValue: Hashable, Sendable {
    case s(String), n(StrictNumber), b(Data), bool(Bool), null
    case ss(Set<String>), ns(Set<StrictNumber>), bs(Set<Data>)
    case l([StrictValue]), m([String: StrictValue])

    var bytes: Int {
        switch self {
        case .s(let text): text.utf8.count
        case .n(let number): number.bytes
        case .b(let data): data.count
        case .bool, .null: 1
        case .ss(let texts): texts.reduce(3) { $0 + $1.utf8.count + 1 }
        case .ns(let numbers): numbers.reduce(3) { $0 + $1.bytes + 1 }
        case .bs(let values): values.reduce(3) { $0 + $1.count + 1 }
        case .l(let values): values.reduce(3) { $0 + $1.bytes + 1 }
        case .m(let fields): fields.reduce(3) { $0 + $1.key.utf8.count + $1.value.bytes + 1 }
        }
    }

    var depth: Int {
        switch self {
        case .l(let values): 1 + (values.map(\.depth).max() ?? 0)
        case .m(let fields): 1 + (fields.values.map(\.depth).max() ?? 0)
        default: 0
        }
    }
}

extension StrictItem {
    var bytes: Int { reduce(0) { $0 + $1.key.utf8.count + $1.value.bytes } }

    /// What DynamoDB checks in an item that is put.
    func check() throws(StrictRefusal) {
        guard !keys.contains("") else { throw StrictRefusal("Attribute name must not be empty") }
        guard values.allSatisfy({ $0.depth <= 32 }) else {
            throw StrictRefusal("Nesting Levels have exceeded supported limits")
        }
        guard bytes <= 400 * 1024 else { throw StrictRefusal("Item size has exceeded the maximum allowed size") }
    }
}

extension StrictValue: Codable {
    private enum Kind: String, CodingKey { case S, N, B, BOOL, NULL, SS, NS, BS, L, M }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: AnyName.self)
        guard fields.allKeys.count == 1, let kind = fields.allKeys.first.flatMap({ Kind(rawValue: $0.stringValue) })
        else {
            throw StrictRefusal("Supplied AttributeValue must contain exactly one of the supported datatypes")
        }
        let value = try decoder.container(keyedBy: Kind.self)
        switch kind {
        case .S: self = .s(try value.decode(String.self, forKey: kind))
        case .N: self = .n(try StrictNumber(try value.decode(String.self, forKey: kind)))
        case .B: self = .b(try value.decode(Data.self, forKey: kind))
        case .BOOL: self = .bool(try value.decode(Bool.self, forKey: kind))
        case .NULL:
            guard try value.decode(Bool.self, forKey: kind) else { throw StrictRefusal("NULL must be true") }
            self = .null
        case .SS: self = .ss(try Self.set(try value.decode([String].self, forKey: kind)))
        case .NS:
            self = .ns(try Self.set(try value.decode([String].self, forKey: kind).map { try StrictNumber($0) }))
        case .BS: self = .bs(try Self.set(try value.decode([Data].self, forKey: kind)))
        case .L: self = .l(try value.decode([StrictValue].self, forKey: kind))
        case .M:
            let map = try value.decode(StrictItem.self, forKey: kind)
            guard map[""] == nil else { throw StrictRefusal("Attribute name must not be empty") }
            self = .m(map)
        }
    }

    private static func set<Element>(_ elements: [Element]) throws -> Set<Element> {
        guard !elements.isEmpty else { throw StrictRefusal("An set may not be empty") }
        let set = Set(elements)
        guard set.count == elements.count else { throw StrictRefusal("Input collection contains duplicates") }
        return set
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Kind.self)
        switch self {
        case .s(let text): try fields.encode(text, forKey: .S)
        case .n(let number): try fields.encode(number.text, forKey: .N)
        case .b(let data): try fields.encode(data, forKey: .B)
        case .bool(let value): try fields.encode(value, forKey: .BOOL)
        case .null: try fields.encode(true, forKey: .NULL)
        case .ss(let texts): try fields.encode(texts, forKey: .SS)
        case .ns(let numbers): try fields.encode(numbers.map(\.text), forKey: .NS)
        case .bs(let values): try fields.encode(values, forKey: .BS)
        case .l(let values): try fields.encode(values, forKey: .L)
        case .m(let map): try fields.encode(map, forKey: .M)
        }
    }
}

/// Any name of a JSON field.
struct AnyName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
