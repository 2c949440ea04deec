/// Names of attributes. DynamoDB refuses the empty one, which as a key of a dictionary (an error's label) is as good as
/// any: `~` goes before it, and before every name that begins so already.
enum AttributeName {
    private static let escape: Unicode.Scalar = "~"

    static func stored(_ name: String) -> String {
        name.isEmpty || name.unicodeScalars.first == escape ? "\(escape)\(name)" : name
    }

    static func original(_ stored: String) -> String {
        stored.unicodeScalars.first == escape ? String(stored.unicodeScalars.dropFirst()) : stored
    }
}
