import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

@Suite struct ResponseHandlingTests {
    @Test(arguments: [0.0, 100])
    func everyRequestIsCountedOnceAndConnectionsAreKept(rate: Double) async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let run = try await EngineRun.of(.test("http://127.0.0.1:\(server.port)/a?b=c", rate: rate))
        #expect(run.counts.completed == UInt64(server.requests.count))
        #expect(run.statusCodes == [200: run.counts.completed])
        #expect(run.responseTime.count == run.counts.completed && run.serviceTime.count == run.counts.completed)
        #expect(server.requests.allSatisfy { $0.target == "/a?b=c" })
        #expect(run.connect.count <= 4)
        if rate > 0 { #expect(run.counts.scheduled == 50 && run.counts.sent == 50 && run.counts.dropped == 0) }
    }

    @Test func aResponseMayArriveByteByByte() async throws {
        let server = try ScriptedServer { _ in
            .pieces(
                Array(
                    "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5;x=1\r\nhello\r\n0\r\nA: b\r\n\r\n".utf8
                ).map { [$0] }
            )
        }
        defer { server.stop() }
        let run = try await EngineRun.of(.test("http://127.0.0.1:\(server.port)/", users: 20, rate: 40))
        #expect(run.statusCodes == [201: 20] && run.errors.isEmpty)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\n\r\nuntil the end", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
    ])
    func aConnectionThatEndsWithTheResponseIsReplaced(response: String) async throws {
        let server = try ScriptedServer { _ in .last(Array(response.utf8)) }
        defer { server.stop() }
        let run = try await EngineRun.of(.test("http://127.0.0.1:\(server.port)/", rate: 40))
        #expect(run.statusCodes == [200: 20] && run.errors.isEmpty)
        #expect(run.connect.count == 20)
    }

    @Test func keepAliveOffMakesAConnectionPerRequest() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let run = try await EngineRun.of(
            .test("http://127.0.0.1:\(server.port)/", rate: 40) { $0.keepAlive = false }
        )
        #expect(run.counts.completed == 20 && run.connect.count == 20)
        #expect(server.requests.allSatisfy { $0.head.lowercased().contains("connection: close") })
    }

    @Test func aLargeBodyIsSentWholeToASlowReader() async throws {
        let server = try ScriptedServer(readPause: 1) { _ in .ok }
        defer { server.stop() }
        let body = [UInt8](repeating: 65, count: 3_000_000)
        let run = try await EngineRun.of(
            .test("http://127.0.0.1:\(server.port)/", method: "POST", users: 2, rate: 4, body: body) {
                $0.timeoutSeconds = 30
            }
        )
        #expect(run.counts.completed == 2 && run.errors.isEmpty)
        #expect(server.requests.map(\.bodyCount) == [3_000_000, 3_000_000])
    }

    @Test func failuresAreNamedAndTheRunGoesOn() async throws {
        let server = try ScriptedServer { request in
            switch request.target {
            case "/reset": .reset
            case "/garbage": .last(Array("what?\r\n\r\n".utf8))
            case "/half": .last(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf".utf8))
            default: .silence
            }
        }
        defer { server.stop() }
        for (path, label) in [
            ("reset", "connection_reset"), ("garbage", "malformed_status_line"), ("half", "connection_closed"),
            ("silence", "timeout"),
        ] {
            let run = try await EngineRun.of(
                .test("http://127.0.0.1:\(server.port)/\(path)", users: 20, rate: 40) { $0.timeoutSeconds = 0.2 }
            )
            #expect(run.errors == [label: 20], "\(path)")
            #expect(run.counts.sent == 20 && run.counts.completed == 0 && run.counts.failed == 20)
        }
    }

    @Test func aDeadTargetIsCountedInBothModels() async throws {
        let server = try ScriptedServer { _ in .ok }
        server.stop()
        let open = try await EngineRun.of(.test("http://127.0.0.1:\(server.port)/", rate: 40))
        #expect(open.errors == ["connect_refused": 20])
        let closed = try await EngineRun.of(.test("http://127.0.0.1:\(server.port)/", rate: 0))
        // Four virtual users that pause 100 ms after each refusal.
        #expect((4...40).contains(closed.errors["connect_refused"] ?? 0))
    }
}
