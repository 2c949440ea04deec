import FoundationEssentials
import LoadPlan
import Testing

@Suite("Options of the client, stored")
struct StoredClientOptionsTests {
    @Test("a run that was stored before an option came is read, and written as before")
    func older() throws {
        let text = """
            {"connectTimeoutSeconds":10,"keepAlive":true,"loops":2,"maxRedirects":1,"resolveOverrides":[],"timeoutSeconds":30,\
            "tls":{"resumesSessions":true,"verifiesCertificates":true}}
            """
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let options = try JSONDecoder().decode(ClientOptions.self, from: Data(text.utf8))
        #expect(!options.traceparent && options.loops == 2)
        #expect(String(decoding: try encoder.encode(options), as: UTF8.self) == text)
    }

    @Test("every option is read as it was written")
    func roundTrip() throws {
        var options = ClientOptions()
        options.timeoutSeconds = 1.5
        options.connectTimeoutSeconds = 2.5
        options.maxRedirects = 3
        options.keepAlive = false
        options.tls.serverName = "a.example"
        options.resolveOverrides = [ResolveOverride(host: "a", port: 1, address: "127.0.0.1")]
        options.loops = 4
        options.traceparent = true
        #expect(try JSONDecoder().decode(ClientOptions.self, from: JSONEncoder().encode(options)) == options)
    }
}
