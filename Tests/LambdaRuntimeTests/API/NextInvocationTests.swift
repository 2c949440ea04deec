import Testing

@testable import LambdaRuntime

/// The real client against a real server on loopback: how invocations arrive.
@Suite(.timeLimit(.minutes(1))) struct NextInvocationTests {
    private static let head = """
        Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r
        lambda-runtime-deadline-ms: 1542409706888\r
        LAMBDA-RUNTIME-INVOKED-FUNCTION-ARN: arn:aws:lambda:us-east-2:123456789012:function:f\r
        Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1\r
        Lambda-Runtime-Client-Context: {"client":{}}\r\n
        """

    private static let expected = Invocation(
        requestId: "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
        deadline: 1_542_409_706_888,
        functionArn: "arn:aws:lambda:us-east-2:123456789012:function:f",
        traceId: "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1",
        clientContext: #"{"client":{}}"#,
        payload: Array(#"{"key":1}"#.utf8)
    )

    private static let sized = "HTTP/1.1 200 OK\r\n\(head)Content-Length: 9\r\n\r\n{\"key\":1}"
    private static let chunked =
        "HTTP/1.1 200 OK\r\n\(head)Transfer-Encoding: chunked\r\n\r\n4\r\n{\"ke\r\n5;x=y\r\ny\":1}\r\n0\r\nT: x\r\n\r\n"

    @Test(arguments: [
        ("sized", sized), ("chunked", chunked),
        ("after an interim response", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + sized),
    ])
    func `an invocation arrives whole however its bytes are cut`(name: String, text: String) async throws {
        let bytes = Array(text.utf8)
        let cuts: [[[UInt8]]] = [
            [bytes], bytes.map { [$0] },
            stride(from: 0, to: bytes.count, by: 7).map {
                Array(bytes[$0..<min($0 + 7, bytes.count)])
            },
        ]
        for pieces in cuts {
            let server = try ScriptedServer { _ in .pieces(pieces) }
            defer { server.stop() }
            let invocation = try await onThread {
                var client = try RuntimeAPIClient(server.endpoint, Wakeup())
                return try client.next()
            }
            #expect(invocation == Self.expected)
        }
    }

    @Test func `a body may last until the connection ends`() async throws {
        let server = try ScriptedServer { _ in .last(Array("HTTP/1.0 200 OK\r\n\(Self.head)\r\n{\"key\":1}".utf8)) }
        defer { server.stop() }
        let invocation = try await onThread {
            var client = try RuntimeAPIClient(server.endpoint, Wakeup())
            return try client.next()
        }
        #expect(invocation == Self.expected)
    }

    @Test func `only what must be there must be there`() async throws {
        let text = """
            HTTP/1.1 200 OK\r
            Lambda-Runtime-Aws-Request-Id: a-1\r
            Lambda-Runtime-Deadline-Ms: 7\r
            Content-Length: 0\r\n\r\n
            """
        let server = try ScriptedServer { _ in .text(text) }
        defer { server.stop() }
        let invocation = try await onThread {
            var client = try RuntimeAPIClient(server.endpoint, Wakeup())
            return try client.next()
        }
        #expect(invocation == Invocation(requestId: "a-1", deadline: 7))
        #expect(server.requests.map(\.line) == ["GET /2018-06-01/runtime/invocation/next"])
        #expect(server.requests[0].header("Host") == server.endpoint.authority)
    }

    @Test(arguments: [
        ("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", RuntimeFailure.Code.refused),
        ("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 2\r\n\r\n{}", .containerError),
        ("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", .invalidResponse),
        ("SSH-2.0-OpenSSH_9.2\r\n", .invalidResponse),
        ("HTTP/1.1 200 OK\r\nLambda-Runtime-Deadline-Ms: 7\r\nContent-Length: 0\r\n\r\n", .invalidResponse),
        ("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\nContent-Length: 0\r\n\r\n", .invalidResponse),
        (
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: ../init/error\r\nLambda-Runtime-Deadline-Ms: 7\r\n"
                + "Content-Length: 0\r\n\r\n", .invalidResponse
        ),
        (
            "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\nLambda-Runtime-Deadline-Ms: soon\r\n"
                + "Content-Length: 0\r\n\r\n", .invalidResponse
        ),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{\"key\"", .connectionLost),
        ("HTTP/1.1 200 OK\r\nLambda-Runtime-", .connectionLost),
        ("", .connectionLost),
    ])
    func `what is no invocation is told apart`(text: String, code: RuntimeFailure.Code) async throws {
        let server = try ScriptedServer { _ in .last(Array(text.utf8)) }
        defer { server.stop() }
        let failure = await #expect(throws: RuntimeFailure.self) {
            try await onThread {
                var client = try RuntimeAPIClient(server.endpoint, Wakeup())
                _ = try client.next()
            }
        }
        #expect(failure?.code == code)
    }
}
