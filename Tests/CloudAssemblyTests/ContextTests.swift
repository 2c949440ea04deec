import CloudAssembly
import Testing

@Suite struct ContextTests {
    @Test func takesTextsNumbersFlagsAndLists() throws {
        let json = #"{"a":"x","b":5,"c":true,"d":["p","q"],"e":{"f":1},"g":null,"h":0.5}"#
        let environment = try CDKEnvironment(["CDK_CONTEXT_JSON": json]) { _ in [] }
        #expect(environment.context == ["a": "x", "b": "5", "c": "true", "d": "p,q", "h": "0.5"])
    }
}
