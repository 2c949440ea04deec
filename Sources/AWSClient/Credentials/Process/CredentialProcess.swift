/// Keys that a program prints as JSON. The errors show the program's name, never its arguments or its output.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
struct CredentialProcess: Sendable {
    /// The setting `credential_process`.
    let command: Setting
    /// The profile that has it.
    let profile: String

    /// Runs the program and reads what it prints.
    /// - Throws: ``AWSError`` with code `invalidConfiguration` where the setting is no command line, `noCredentials` where
    ///   the program fails or prints something else; `CancellationError`.
    func keys(run: @Sendable ([String]) async throws -> [UInt8]) async throws -> IssuedCredentials {
        guard let words = ShellWords.split(command.text) else {
            throw AWSError.configuration(
                "\(command.place): credential_process has a quote or a backslash without an end"
            )
        }
        guard let program = words.first, !program.isEmpty else {
            throw AWSError.configuration("\(command.place): credential_process names no program")
        }
        let place = "credential_process `\(program)` of the profile \(profile) (\(command.place))"
        let output: [UInt8]
        do {
            output = try await run(words)
        } catch let error as ChildProcessError {
            throw AWSError.noCredentials("\(place) \(error.message)")
        }
        let document = try KeyDocument(output, from: place)
        guard document.version == 1 else {
            throw AWSError.noCredentials("\(place) gave a document whose \"Version\" is not 1, the only one there is")
        }
        return try document.keys(from: place, needsExpiration: false)
    }
}
