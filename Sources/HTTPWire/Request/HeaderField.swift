/// One header field as a user wrote it: not yet checked, name in any letter case.
public struct HeaderField: Hashable, Sendable, Codable {
    /// As it goes on the wire: a token.
    public var name: String
    /// Without the blanks around it.
    public var value: String

    /// Takes both as they are; ``RequestSerializer`` checks them.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
