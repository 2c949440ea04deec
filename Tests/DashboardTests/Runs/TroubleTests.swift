import LoadPlan
import PipelineTestKit
import ResultPipeline
import Synchronization
import Testing

@testable import Dashboard

/// What a store says that fails is for the operator: clients are told that it failed.
struct TroubleTests {
    private final class Told: Sendable {
        private let texts = Mutex<[String]>([])
        var all: [String] { texts.withLock { $0 } }
        func add(_ text: String) { texts.withLock { $0.append(text) } }
    }

    private struct NoFleet: Fleet {
        func launch(_ header: RunHeader) async throws -> FleetLaunch { FleetLaunch(taskNames: []) }
        func status(of testId: String) async throws -> [TaskStatus] { [] }
        func stop(_ testId: String) async throws {}
    }

    private func dashboard(_ told: Told) throws -> Dashboard {
        let registry = InMemoryRunRegistry()
        registry.fail(from: .min, to: .max)
        let ports = RunPorts(
            registry: registry,
            store: InMemoryResultStore(),
            fleet: NoFleet(),
            queue: { _ in InMemoryResultQueue(clock: FakeClock()) },
            clock: FakeClock()
        )
        let access = try AccessSettings(address: "127.0.0.1", token: nil)
        return Dashboard(ports, access: access, policy: .local, onTrouble: { told.add($0) })
    }

    private func text(_ response: WebResponse) -> String {
        guard case .bytes(let bytes) = response.body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ["/", "/api/runs", "/runs/a", "/runs/a/report.html", "/api/runs/a/events"])
    func aReaderIsNotToldWhatAStoreSays(path: String) async throws {
        let told = Told()
        let request = WebRequest(method: "GET", target: path, headers: ["host": "127.0.0.1"])
        let response = try await dashboard(told).respond(to: request)
        #expect(response.status == 500)
        #expect(text(response).contains("cannot be read at present") && !text(response).contains("does not answer"))
        #expect(told.all == ["the runs cannot be read: the registry does not answer"])
    }

    @Test func norIsWhoInvokes() async throws {
        let told = Told()
        let request = WebRequest(
            method: "POST",
            target: "/2015-03-31/functions/EcsLoadTestLauncher/invocations",
            headers: ["host": "127.0.0.1"],
            body: Array(#"{"targetUrl": "http://127.0.0.1/", "vus": 1, "duration": 1, "testId": "a"}"#.utf8)
        )
        let response = try await dashboard(told).respond(to: request)
        #expect(text(response).contains("errorType") && !text(response).contains("does not answer"))
        #expect(told.all.count == 1)
    }
}
