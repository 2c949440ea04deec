import FoundationEssentials
import JSONPath
import Testing

/// One case of the JSONPath compliance test suite.
struct ComplianceCase: Decodable, Sendable, CustomTestStringConvertible {
    var name: String
    var selector: String
    var document: JSONValue?
    var result: [JSONValue]?
    var results: [[JSONValue]]?
    var resultPaths: [String]?
    var resultsPaths: [[String]]?
    var isInvalid: Bool?

    private enum CodingKeys: String, CodingKey {
        case name, selector, document, result, results
        case resultPaths = "result_paths"
        case resultsPaths = "results_paths"
        case isInvalid = "invalid_selector"
    }

    private struct File: Decodable {
        var tests: [ComplianceCase]
    }

    var testDescription: String { "\(name): \(selector)" }

    /// Where the cases are.
    static let folder = ProcessInfo.processInfo.environment["LOADTESTER_SUITES"].map { $0 + "/jsonpath-cts" }

    /// The cases of every file in the folder and in the folders below it.
    static let all: [ComplianceCase] = {
        guard let folder, let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else { return [] }
        return names.sorted().filter { $0.hasSuffix(".json") }.flatMap { name in
            guard let data = FileManager.default.contents(atPath: folder + "/" + name) else {
                return [ComplianceCase]()
            }
            return (try? JSONDecoder().decode(File.self, from: data))?.tests ?? []
        }
    }()
}

/// Any JSON value, read and written by the system's own library.
enum JSONValue: Codable, Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONValue].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// The value as JSON text.
    var json: [UInt8] { (try? JSONEncoder().encode(self)).map { [UInt8]($0) } ?? [] }

    /// Reads JSON text.
    static func reading(_ text: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }
}
