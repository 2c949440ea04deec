/// The settings of one profile, from both shared files.
struct Profile: Hashable, Sendable {
    let name: String
    /// File and line where it begins.
    let place: String
    private(set) var settings: [String: Setting]
    /// Whether its keys stand in the credentials file, where they come before a process; those in the config file come
    /// after it, as botocore has it.
    private(set) var hasKeysInCredentialsFile = false

    init(name: String, section: INISection) {
        self.name = name
        place = section.place
        settings = section.settings
    }

    /// A profile without settings.
    init(name: String, place: String) {
        self.name = name
        self.place = place
        settings = [:]
    }

    /// A setting; nil where it is missing or has no value.
    subscript(_ key: String) -> Setting? {
        settings[key].flatMap { $0.text.isEmpty ? nil : $0 }
    }

    /// Whether it has keys of its own.
    var hasStaticKeys: Bool { self["aws_access_key_id"] != nil || self["aws_secret_access_key"] != nil }

    /// Takes over the settings of another section of the same name; they win.
    mutating func merge(_ section: INISection) {
        settings.merge(section.settings) { $1 }
    }

    /// Takes over the profile of the same name in the credentials file; its settings win. Keys are never mixed: id, secret
    /// and token all come from the file that has an id, the credentials file first.
    mutating func merge(_ other: Profile) {
        var theirs = other.settings
        if other["aws_access_key_id"] != nil {
            hasKeysInCredentialsFile = true
            for key in Self.keyParts { settings[key] = nil }
        } else if self["aws_access_key_id"] != nil {
            for key in Self.keyParts { theirs[key] = nil }
        }
        settings.merge(theirs) { $1 }
    }

    private static let keyParts = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]
}
