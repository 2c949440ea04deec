import ContainerImage
import Testing

struct ImageReferenceTests {
    @Test func `a repository's URI and a tag name an image`() throws {
        let uri = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/team/load-test-repository"
        let reference = try ImageReference(repositoryURI: uri, tag: "v1.0_a-b")
        #expect(reference.registry == "123456789012.dkr.ecr.eu-central-1.amazonaws.com")
        #expect(reference.repository == "team/load-test-repository")
        #expect(reference.description == uri + ":v1.0_a-b")
    }

    @Test(arguments: [
        ("host", "tag"), ("host/", "tag"), ("/repo", "tag"), ("ho st/repo", "tag"), ("user@host/repo", "tag"),
        ("host/Repo", "tag"), ("host/repo/", "tag"), ("host//repo", "tag"), ("host/-repo", "tag"),
        ("host/re?po", "tag"),
        ("host/repo", ""), ("host/repo", ".tag"), ("host/repo", "a/b"),
        ("host/repo", String(repeating: "a", count: 129)),
    ])
    func `what is no name of an image is refused`(uri: String, tag: String) {
        let error = #expect(throws: ImageError.self) { try ImageReference(repositoryURI: uri, tag: tag) }
        #expect(error?.code == .invalidReference)
    }
}
