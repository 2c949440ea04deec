internal import FoundationEssentials

/// A JSON value of a template.
enum TemplateValue: Hashable, Sendable, Decodable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([TemplateValue])
    case map([String: TemplateValue])

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
        } else if let list = try? value.decode([TemplateValue].self) {
            self = .list(list)
        } else {
            self = .map(try value.decode([String: TemplateValue].self))
        }
    }

    /// Reads a template.
    /// - Throws: ``DeployError`` `invalidTemplate`.
    init(template: String, named name: String) throws(DeployError) {
        guard let value = try? JSONDecoder().decode(TemplateValue.self, from: Data(template.utf8)),
            case .map = value
        else {
            throw DeployError(.invalidTemplate, "\(name) is no JSON object")
        }
        self = value
    }

    /// A member of an object; nil where this is none, or has no such member.
    subscript(_ key: String) -> TemplateValue? {
        if case .map(let map) = self { map[key] } else { nil }
    }

    /// The members of an object; empty where this is none.
    var members: [String: TemplateValue] {
        if case .map(let map) = self { map } else { [:] }
    }

    /// The text of a string; nil where this is none.
    var string: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// CloudFormation takes `300` and `"300"`, `true` and `"true"` for the same.
    var scalar: String? {
        switch self {
        case .null, .list, .map: nil
        case .bool(let bool): bool ? "true" : "false"
        case .number(let number):
            number == number.rounded() && number.magnitude < 1e15 ? String(Int64(number)) : String(number)
        case .text(let text): text
        }
    }

    /// In one line, as JSON, objects by the order of their keys.
    var line: String {
        switch self {
        case .null: "null"
        case .text(let text): Self.quoted(text)
        case .bool, .number: scalar ?? ""
        case .list(let list): "[\(list.map(\.line).joined(separator: ", "))]"
        case .map(let map):
            "{\(map.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)): \($0.value.line)" }.joined(separator: ", "))}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
