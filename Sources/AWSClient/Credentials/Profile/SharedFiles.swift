/// Where the shared files are, and which of their profiles is meant.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
struct SharedFiles: Sendable {
    /// Path of the config file; nil where neither it nor a home directory is named.
    let config: String?
    /// Path of the credentials file, likewise.
    let credentials: String?
    /// Name of the profile that is meant.
    let profileName: String
    /// The variable that names it; nil for the default.
    let profileVariable: String?

    /// Reads `AWS_CONFIG_FILE`, `AWS_SHARED_CREDENTIALS_FILE`, `HOME`, `AWS_PROFILE` and `AWS_DEFAULT_PROFILE`; an empty
    /// variable counts as not set.
    init(environment: [String: String]) {
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let home = variable("HOME")
        func path(_ name: String, standard: String) -> String? {
            guard let path = variable(name) else { return home.map { $0 + standard } }
            guard let home, path.hasPrefix("~/") else { return path }
            return home + path.dropFirst()
        }
        config = path("AWS_CONFIG_FILE", standard: "/.aws/config")
        credentials = path("AWS_SHARED_CREDENTIALS_FILE", standard: "/.aws/credentials")
        profileVariable = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].first { variable($0) != nil }
        profileName = profileVariable.flatMap(variable) ?? "default"
    }

    /// Reads both files; one that does not exist has no profiles.
    /// - Throws: ``AWSError`` with code `invalidConfiguration` where a file cannot be read or holds a malformed line.
    func book(readFile: (String) throws -> [UInt8]?) throws -> ProfileBook {
        func sections(_ path: String?) throws -> [INISection] {
            guard let path, let bytes = try readFile(path) else { return [] }
            return try INIParser.parse(bytes, path: path)
        }
        return ProfileBook(config: try sections(config), credentials: try sections(credentials))
    }

    /// The profile that is meant; nil where it is the default one and does not exist.
    /// - Throws: ``AWSError`` with code `invalidConfiguration` where a variable names a profile that does not exist.
    func profile(in book: ProfileBook) throws(AWSError) -> Profile? {
        if let profile = book[profileName] { return profile }
        guard let profileVariable else { return nil }
        throw .configuration(
            "\(profileVariable) names the profile \(profileName), which is not in \(places): \(book.hint(for: profileName))"
        )
    }

    /// Both paths, for messages.
    var places: String {
        let paths = [config, credentials].compactMap { $0 }
        return paths.isEmpty ? "any file, as HOME is not set" : paths.joined(separator: " or ")
    }
}
