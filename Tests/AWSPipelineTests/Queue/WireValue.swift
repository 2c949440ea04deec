import AWSClient
import FoundationEssentials

/// JSON as it came over the wire, read by what an operation documents: a member that is missing, of another type or not
/// documented is an error, as it is for botocore.
enum WireValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([WireValue])
    case object([String: WireValue])

    init(_ bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(WireValue.self, from: Data(bytes))
    }

    /// Answers nothing of members that the shape does not have.
    func checkMembers(_ allowed: Set<String>) throws {
        guard case .object(let members) = self else { throw WireError("an object was expected, not \(self)") }
        let unknown = Set(members.keys).subtracting(allowed)
        guard unknown.isEmpty else { throw WireError("unknown members: \(unknown.sorted())") }
    }

    subscript(_ member: String) -> WireValue? {
        guard case .object(let members) = self else { return nil }
        return members[member]
    }

    func text(_ member: String) throws -> String {
        guard case .text(let text)? = self[member] else { throw WireError("\(member) is not text") }
        return text
    }

    func textIfPresent(_ member: String) throws -> String? {
        self[member] == nil ? nil : try text(member)
    }

    func integer(_ member: String, _ range: ClosedRange<Int>) throws -> Int {
        guard case .number(let number)? = self[member], let integer = Int(exactly: number), range.contains(integer)
        else {
            throw WireError("\(member) is no number of \(range)")
        }
        return integer
    }

    func integerIfPresent(_ member: String, _ range: ClosedRange<Int>) throws -> Int? {
        self[member] == nil ? nil : try integer(member, range)
    }

    func list(_ member: String) throws -> [WireValue] {
        guard case .list(let values)? = self[member] else { throw WireError("\(member) is no list") }
        return values
    }

    func texts(_ member: String) throws -> [String] {
        try list(member).map {
            guard case .text(let text) = $0 else { throw WireError("\(member) holds other than text") }
            return text
        }
    }
}

extension WireValue: Codable {
    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([WireValue].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: WireValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        case .object(let members): try value.encode(members)
        }
    }

    /// An answer of status 200.
    func response() throws -> AWSResponse {
        AWSResponse(status: 200, body: [UInt8](try JSONEncoder().encode(self)))
    }
}

/// A request that is none of the operation's.
struct WireError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension AWSRequest {
    /// The content of a request of an AWS JSON protocol.
    func input(target: String, version: String) throws -> WireValue {
        let fields = Dictionary(headers.map { ($0.name.lowercased(), $0.value) }) { "\($0), \($1)" }
        let wanted = ["content-type": "application/x-amz-json-\(version)", "x-amz-target": "\(target).\(operation)"]
        guard fields == wanted, method == "POST", path == "/", query.isEmpty else {
            throw WireError("\(method) \(path) \(fields) is no request of AWS JSON \(version)")
        }
        return try WireValue(body)
    }
}
