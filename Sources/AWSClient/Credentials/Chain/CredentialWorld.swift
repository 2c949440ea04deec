internal import AWSSigning

/// All that the sources of keys see of the world.
struct CredentialWorld: Sendable {
    let environment: [String: String]
    let transport: any HTTPTransport
    let sts: @Sendable (Credentials?) -> any AWSCaller
    let readFile: @Sendable (String) throws -> [UInt8]?
    let runProcess: @Sendable ([String]) async throws -> [UInt8]
    let now: @Sendable () -> Int64
    let sleep: @Sendable (Duration) async throws -> Void

    /// A variable's value; nil where it is not set or empty.
    func variable(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The content of a file that must be there.
    /// - Parameter setting: What names the file, for the error.
    /// - Throws: ``AWSError`` with code `invalidConfiguration`.
    func text(of path: String, namedBy setting: String) throws -> String {
        guard let bytes = try readFile(path) else {
            throw AWSError.configuration("\(setting) names \(path), and there is no such file")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw AWSError.configuration("\(setting) names \(path), which is no text in UTF-8")
        }
        return text
    }
}
