import AWSSigning
import Testing

@testable import AWSClient

@Suite
struct SecrecyTests {
    private static func texts(of value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(reflecting: value), dumped]
    }

    @Test
    func `keys and settings show no secret, however they are printed`() throws {
        let keys = try IssuedCredentials(
            accessKeyId: "AKID",
            secretAccessKey: "hush-secret",
            sessionToken: "hush-token",
            expiry: 1,
            place: "test"
        )
        let sections = try INIParser.parse(
            Array("[default]\naws_secret_access_key = hush-secret\ncredential_process = x hush-argument".utf8),
            path: "config"
        )
        let document = try KeyDocument(
            Array(#"{"AccessKeyId": "AKID", "SecretAccessKey": "hush", "Token": "hush", "SessionToken": "hush"}"#.utf8),
            from: "test"
        )
        let book = ProfileBook(config: sections, credentials: [])
        for value in [keys, Finding.keys(keys), document, sections, book, book["default"] as Any] {
            for text in Self.texts(of: value) { #expect(!text.contains("hush"), "\(type(of: value))") }
        }
    }

    @Test
    func `a chain and its cache show no secret`() async throws {
        let world = TestWorld.offline(["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "hush-secret"])
        let chain = world.chain()
        _ = try await chain.credentials()
        #expect(!"\(chain)".contains("hush") && !String(reflecting: chain).contains("hush"))
    }
}
