import AWSClient
import Testing

struct SetupTests {
    @Test func `a function's set-up is read by its path`() async throws {
        let recorder = OperationRecorder(
            #"{"FunctionName":"f","State":"Active","Environment":{"Variables":{"SUBNETS":"a,b"}},"Timeout":60}"#
        )
        let set = try await LambdaClient(recorder).configuration(of: "f:1")
        #expect(set.state == "Active")
        #expect(set.environment == ["SUBNETS": "a,b"])
        #expect(recorder.requests.map(\.method) == ["GET"])
        #expect(recorder.requests.map(\.path) == ["/2015-03-31/functions/f%3A1/configuration"])
        let bare = try await LambdaClient(OperationRecorder(#"{"FunctionName":"f"}"#)).configuration(of: "f")
        #expect(bare.environment.isEmpty && bare.state == nil)
    }

    @Test func `a task definition names its images`() async throws {
        let recorder = OperationRecorder(
            #"{"taskDefinition":{"taskDefinitionArn":"arn","cpu":"512","containerDefinitions":[{"name":"c","image":"h/r:t"}]}}"#
        )
        let definition = try await ECSClient(recorder).taskDefinition("family")
        #expect(definition.containerDefinitions.map(\.image) == ["h/r:t"])
        #expect(recorder.bodies == [#"{"taskDefinition":"family"}"#])
    }
}
