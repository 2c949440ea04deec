/// A value in a shared file. Its description shows where it stands, never what it is: it may be a secret.
struct Setting: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    var text: String
    /// File and line, such as `/home/me/.aws/config:12`.
    let place: String

    var description: String { place }
    var customMirror: Mirror { Mirror(self, children: ["place": place]) }
}

/// A section of a shared file as it stands there.
struct INISection: Hashable, Sendable {
    /// What stands in the brackets, without the spaces around it.
    let title: String
    /// File and line of the brackets.
    let place: String
    /// Settings by key in lower case.
    var settings: [String: Setting] = [:]
}
