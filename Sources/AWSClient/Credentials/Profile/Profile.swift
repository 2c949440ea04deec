/// The settings of one profile, from both shared files.
struct Profile: Hashable, Sendable {
    let name: String
    /// File and line where it begins.
    let place: String
    private(set) var settings: [String: Setting]

    init(name: String, section: INISection) {
        self.name = name
        place = section.place
        settings = section.settings
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

    /// Takes over the profile of the same name in the credentials file; its settings win. Keys are never mixed: an access
    /// key id from there leaves behind the secret and the token that stand in the config file.
    mutating func merge(_ other: Profile) {
        if other["aws_access_key_id"] != nil {
            for key in ["aws_secret_access_key", "aws_session_token"] { settings[key] = nil }
        }
        settings.merge(other.settings) { $1 }
    }
}
