import Glibc
import LoadPlan
import Measurement
import Synchronization
import Testing

@testable import LoadEngine

/// What a name stands for may change while load runs: every address is judged when it is connected to.
@Suite struct RebindingTests {
    @Test func aNameThatComesToStandForAMetadataServiceIsRefusedFromThenOn() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let endpoint = AddressBook.Endpoint(host: "rebound.test", port: server.port)
        let answer = Mutex("127.0.0.1")
        let book = try AddressBook(overrides: []) { endpoint in
            [SocketAddress(literal: answer.withLock { $0 }, port: endpoint.port)].compactMap { $0 }
        }
        let plan = try TestPlan.test("http://rebound.test:\(server.port)/", users: 2, rate: 50, seconds: 2)
        let engine = try LoadEngine(plan: plan, tasksOnThisMachine: 1, targetPolicy: .local, addressBook: book)
        let run = try await EngineRun.of(engine) { _ in
            while server.requests.count < 10 { usleep(1000) }
            answer.withLock { $0 = "169.254.169.254" }
            book.resolve(endpoint)
        }
        #expect(run.counts.sent == 100)
        #expect(Set(run.errors.keys) == ["target_refused"])
        #expect((run.errors["target_refused"] ?? 0) > 0)
        #expect(run.counts.completed >= 10 && run.counts.completed == UInt64(server.requests.count))
        #expect(run.health.notes.count == 1 && run.health.notes[0].contains("169.254.169.254"))
    }

    @Test func aRefusedNameThatComesToStandForAServerIsUsedFromThenOn() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let endpoint = AddressBook.Endpoint(host: "rebound.test", port: server.port)
        let answer = Mutex("169.254.169.254")
        let asked = Mutex(0)
        let book = try AddressBook(overrides: []) { endpoint in
            asked.withLock { $0 += 1 }
            return [SocketAddress(literal: answer.withLock { $0 }, port: endpoint.port)].compactMap { $0 }
        }
        let plan = try TestPlan.test("http://rebound.test:\(server.port)/", users: 2, rate: 50, seconds: 2)
        let engine = try LoadEngine(plan: plan, tasksOnThisMachine: 1, targetPolicy: .local, addressBook: book)
        let run = try await EngineRun.of(engine) { _ in
            while asked.withLock({ $0 }) == 0 { usleep(1000) }
            usleep(300_000)
            answer.withLock { $0 = "127.0.0.1" }
            book.resolve(endpoint)
        }
        #expect(Set(run.errors.keys).isSubset(of: ["target_refused"]))
        #expect(run.counts.completed > 0 && run.counts.completed == UInt64(server.requests.count))
    }
}
