import CloudAssembly
import FoundationEssentials
import Testing

struct CDKEnvironmentTests {
    private struct Unreadable: Error {}

    private func read(
        _ variables: [String: String],
        files: [String: String] = [:]
    ) throws(AssemblyError) -> CDKEnvironment {
        try CDKEnvironment(variables) { path in
            guard let content = files[path] else { throw Unreadable() }
            return Array(content.utf8)
        }
    }

    @Test func `without the command the assembly goes to cdk out, and nothing is known`() throws {
        let environment = try read(["CDK_OUTDIR": ""])
        #expect(environment.outputFolder == "cdk.out")
        #expect(environment.context.isEmpty)
        #expect(environment.environment == AssemblyEnvironment())
    }

    @Test func `the command says where the assembly and the stack go`() throws {
        let environment = try read([
            "CDK_OUTDIR": "out", "CDK_DEFAULT_ACCOUNT": "123456789012", "CDK_DEFAULT_REGION": "eu-central-1",
        ])
        #expect(environment.outputFolder == "out")
        #expect(environment.environment == AssemblyEnvironment(account: "123456789012", region: "eu-central-1"))
    }

    @Test(arguments: [
        (#""x""#, "x"), (#""5""#, "5"), ("5", "5"), ("-1", "-1"), ("0.5", "0.5"), ("true", "true"), ("false", "false"),
        (#"["p",2,true]"#, "p,2,true"), ("[]", ""), (#""""#, ""), (#"{"f":1}"#, nil), ("null", nil),
    ])
    func `a value of the context is text, as far as it can be a property`(json: String, text: String?) throws {
        #expect(try read(["CDK_CONTEXT_JSON": #"{"a":\#(json)}"#]).context["a"] == text)
    }

    @Test func `a long context is in a file, and both are merged`() throws {
        let environment = try read(
            ["CDK_CONTEXT_JSON": #"{"a":"1","b":"1"}"#, "CONTEXT_OVERFLOW_LOCATION_ENV": "/context.json"],
            files: ["/context.json": #"{"b":"2","c":"2"}"#]
        )
        #expect(environment.context == ["a": "1", "b": "2", "c": "2"])
    }

    @Test(arguments: ["", "[]", "1", "{", "\u{0}"])
    func `a context that is no JSON object names where it is from`(text: String) {
        let variables = ["CDK_CONTEXT_JSON": "{}", "CONTEXT_OVERFLOW_LOCATION_ENV": "/context.json"]
        let inFile = #expect(throws: AssemblyError.self) { try read(variables, files: ["/context.json": text]) }
        #expect(inFile?.message.contains("/context.json") == true)
        guard !text.isEmpty else { return }
        let inVariable = #expect(throws: AssemblyError.self) { try read(["CDK_CONTEXT_JSON": text]) }
        #expect(inVariable?.message.contains("CDK_CONTEXT_JSON") == true)
    }

    @Test func `a file that cannot be read is named`() {
        let error = #expect(throws: AssemblyError.self) { try read(["CONTEXT_OVERFLOW_LOCATION_ENV": "/none"]) }
        #expect(error?.code == .invalidContext)
        #expect(error?.message.contains("/none") == true)
    }

    @Test func `an error's code is the first line of the file that the command names`() throws {
        let path =
            FileManager.default.temporaryDirectory.path(percentEncoded: false)
            + "error-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        CDKEnvironment.report("invalidValue", in: ["CDK_ERROR_FILE": path])
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("invalidValue\n".utf8))
        CDKEnvironment.report("invalidValue", in: [:])
        CDKEnvironment.report("invalidValue", in: ["CDK_ERROR_FILE": "/nonexistent/folder/error"])
    }
}
