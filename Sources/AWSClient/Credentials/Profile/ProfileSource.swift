/// Keys of a profile in the shared files: its own, those a process gives, or those of a role.
struct ProfileSource: CredentialSource {
    let world: CredentialWorld
    let name = "shared files"

    func find() async throws -> Finding {
        let files = SharedFiles(environment: world.environment)
        let book = try files.book(readFile: world.readFile)
        guard let profile = try files.profile(in: book) else {
            return .nothing("there is no profile \(files.profileName) in \(files.places)")
        }
        guard let keys = try await ProfileResolver(book: book, world: world).keys(of: profile) else {
            return .nothing("the profile \(profile.name) at \(profile.place) names no keys, no process and no role")
        }
        return .keys(keys)
    }
}
