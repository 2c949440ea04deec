import FoundationEssentials

/// The input of one operation, decoded and checked.
struct StrictInput {
    let tableName: String
    let body: [UInt8]

    /// Reads the input; a field that the operation does not have is refused, as botocore would refuse to send it.
    func decoded<Input: Decodable>(_ type: Input.Type, fields: Set<String>) throws -> Input {
        let given: FieldNames
        do {
            given = try JSONDecoder().decode(FieldNames.self, from: Data(body))
        } catch {
            throw StrictRefusal(code: "SerializationException", "not a JSON object: \(error)")
        }
        guard given.names.isSubset(of: fields) else {
            throw StrictRefusal(
                code: "SerializationException",
                "unknown fields: \(given.names.subtracting(fields).sorted())"
            )
        }
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch let refusal as StrictRefusal {
            throw refusal
        } catch {
            throw StrictRefusal(code: "SerializationException", "\(error)")
        }
    }

    func checkTable(_ name: String) throws {
        guard name == tableName else {
            throw StrictRefusal(
                code: "ResourceNotFoundException",
                "Requested resource not found: Table: \(name) not found"
            )
        }
    }

    static func encoded(_ answer: some Encodable) throws -> [UInt8] {
        [UInt8](try JSONEncoder().encode(answer))
    }

    private struct FieldNames: Decodable {
        var names: Set<String>

        init(from decoder: any Decoder) throws {
            names = Set(try decoder.container(keyedBy: AnyName.self).allKeys.map(\.stringValue))
        }
    }
}

/// Nothing.
struct EmptyAnswer: Encodable {}
