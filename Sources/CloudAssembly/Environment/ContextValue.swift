/// A value of the context, as far as it is one for a property.
struct ContextValue: Decodable {
    /// Nil for objects and null.
    let text: String?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(String.self) {
            text = value
        } else if let value = try? container.decode(Bool.self) {
            text = String(value)
        } else if let value = try? container.decode(Int.self) {
            text = String(value)
        } else if let value = try? container.decode(Double.self) {
            text = String(value)
        } else if let values = try? container.decode([ContextValue].self) {
            text = values.compactMap(\.text).joined(separator: ",")
        } else {
            text = nil
        }
    }
}
