/// The profiles of the shared config and credentials files, merged.
struct ProfileBook: Hashable, Sendable {
    private var profiles: [String: Profile] = [:]
    /// Sections of the config file that would be profiles if they were called `[profile …]`: name to place.
    private(set) var unprefixed: [String: String] = [:]

    /// Merges the sections of both files. In the config file a profile is `[profile name]` or `[default]`, and
    /// `[profile default]` wins over `[default]`; in the credentials file every section is a profile. Where both files
    /// have a setting, the credentials file wins.
    init(config: [INISection], credentials: [INISection]) {
        var plainDefault: [String: Profile] = [:]
        for section in config {
            if let name = Self.profileName(section.title) {
                Self.add(section, as: name, to: &profiles)
            } else if section.title == "default" {
                Self.add(section, as: section.title, to: &plainDefault)
            } else {
                unprefixed[section.title] = section.place
            }
        }
        profiles.merge(plainDefault) { prefixed, _ in prefixed }
        var own: [String: Profile] = [:]
        for section in credentials { Self.add(section, as: section.title, to: &own) }
        for (name, profile) in own {
            profiles[name, default: Profile(name: name, place: profile.place)].merge(profile)
        }
    }

    /// A profile by its name.
    subscript(_ name: String) -> Profile? { profiles[name] }

    /// The names, sorted.
    var names: [String] { profiles.keys.sorted() }

    /// What to do about a profile that is missing.
    func hint(for name: String) -> String {
        if let place = unprefixed[name] {
            return "the section at \(place) must be called [profile \(name)] to be one"
        }
        guard !profiles.isEmpty else { return "there are no profiles" }
        let known = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", …" : "")
        return "there are \(known)"
    }

    private static func add(_ section: INISection, as name: String, to profiles: inout [String: Profile]) {
        if profiles[name] == nil {
            profiles[name] = Profile(name: name, section: section)
        } else {
            profiles[name]?.merge(section)
        }
    }

    /// `name` of `profile name`, which may stand in quotes.
    private static func profileName(_ title: String) -> String? {
        let prefix = "profile"
        guard title.hasPrefix(prefix) else { return nil }
        let rest = title.dropFirst(prefix.count)
        let name = rest.drop { $0 == " " || $0 == "\t" }
        guard name.startIndex > rest.startIndex, let first = name.first, let last = name.last else { return nil }
        guard name.count > 2, first == last, first == "\"" || first == "'" else { return String(name) }
        return String(name.dropFirst().dropLast())
    }
}
