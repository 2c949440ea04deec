import FoundationEssentials
import Testing

@testable import PlanFile

@Suite("Keys in the code, the schema and the reference")
struct KeyTests {
    private static let docs = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" } + "/docs"

    /// As much of the schema as is compared.
    private struct Schema: Decodable {
        struct Definition: Decodable {
            var properties: [String: Anything]?
            var anyOf: [Definition]?
        }
        struct Anything: Decodable {}
        var properties: [String: Anything]
        var definitions: [String: Definition]

        enum CodingKeys: String, CodingKey {
            case properties
            case definitions = "$defs"
        }
    }

    private func read(_ name: String) throws -> Data {
        try Data(contentsOf: URL(filePath: "\(Self.docs)/\(name)"))
    }

    @Test("the schema has every key of the code, and no other")
    func schema() throws {
        let schema = try JSONDecoder().decode(Schema.self, from: try read("schema/plan.schema.json"))
        #expect(Set(schema.properties.keys) == Set(PlanDecoder.allKeys["plan"] ?? []))
        for (name, keys) in PlanDecoder.allKeys where name != "plan" {
            let definition = try #require(schema.definitions[name], "\(name)")
            let properties = definition.properties ?? definition.anyOf?.compactMap(\.properties).first ?? [:]
            #expect(Set(properties.keys) == Set(keys), "\(name)")
        }
        let described = schema.definitions.filter { $0.value.properties != nil }.map(\.key) + ["capture", "plan"]
        #expect(Set(described) == Set(PlanDecoder.allKeys.keys))
    }

    @Test("the reference names every key, and its tables no other")
    func reference() throws {
        let text = String(decoding: try read("plan.md"), as: UTF8.self)
        let keys = Set(PlanDecoder.allKeys.values.flatMap { $0 })
        for key in keys { #expect(text.contains("`\(key)`"), "\(key)") }
        var section = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") || line.hasPrefix("### ") { section = String(line) }
            guard line.hasPrefix("| `"), section != "## Values", !section.isEmpty else { continue }
            let cell = line.dropFirst(2).prefix { $0 != "|" }
            for name in cell.split(separator: "`").filter({ !$0.contains(",") && !$0.allSatisfy(\.isWhitespace) }) {
                #expect(keys.contains(String(name)), "\(name) in \(section)")
            }
        }
    }
}
