import AWSClient
import Testing

struct LambdaClientTests {
    @Test(arguments: LambdaClient.Invocation.allCases)
    func `an invocation is a POST of the payload to the function`(invocation: LambdaClient.Invocation) async throws {
        let recorder = OperationRecorder(AWSResponse(status: 202))
        let answer = try await LambdaClient(recorder).invoke("launcher", invocation, payload: Array("{}".utf8))
        #expect(answer.status == 202)
        #expect(answer.functionError == nil)
        #expect(answer.payload.isEmpty)
        let request = try #require(recorder.requests.first)
        #expect(request.operation == "Invoke")
        #expect(request.method == "POST")
        #expect(request.path == "/2015-03-31/functions/launcher/invocations")
        #expect(request.query.isEmpty)
        let type = invocation == .event ? "Event" : "RequestResponse"
        #expect(
            request.headers == [
                HTTPField("content-type", "application/json"), HTTPField("x-amz-invocation-type", type),
            ]
        )
        #expect(request.body == Array("{}".utf8))
    }

    @Test func `an ARN is one segment of the path, a qualifier is a parameter`() async throws {
        let recorder = OperationRecorder(AWSResponse(status: 202))
        _ = try await LambdaClient(recorder).invoke(
            "arn:aws:lambda:eu-central-1:123456789012:function:Ecs_Load-Test",
            .event,
            payload: [],
            qualifier: "$LATEST",
            timeout: .seconds(70),
            maxAttempts: 1
        )
        let request = try #require(recorder.requests.first)
        #expect(
            request.path
                == "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-central-1%3A123456789012%3Afunction%3AEcs_Load-Test"
                + "/invocations"
        )
        #expect(request.query == [HTTPField("Qualifier", "$LATEST")])
        #expect(request.timeout == .seconds(70))
        #expect(request.maxAttempts == 1)
    }

    @Test func `what is no name stays within its segment`() async throws {
        let recorder = OperationRecorder(AWSResponse(status: 200))
        _ = try await LambdaClient(recorder).invoke("../é\n%", .event, payload: [])
        #expect(recorder.requests.first?.path == "/2015-03-31/functions/..%2F%C3%A9%0A%25/invocations")
    }

    @Test(arguments: [nil, "Unhandled", "Handled"])
    func `an error of the function is in the answer`(functionError: String?) async throws {
        let response = AWSResponse(
            status: 200,
            headers: functionError.map { [HTTPField("X-Amz-Function-Error", $0)] } ?? [],
            body: Array("{\"errorMessage\":\"x\"}".utf8)
        )
        let answer = try await LambdaClient(OperationRecorder(response)).invoke("f", .requestResponse, payload: [])
        #expect(answer.functionError == functionError)
        #expect(answer.payload == response.body)
        #expect(answer.status == 200)
    }
}
