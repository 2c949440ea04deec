import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

@Suite struct ManyVirtualUsersTests {
    /// Swift 6.3.1 destroys members of a `~Copyable` type that have no value yet where an autoclosure reads `self` in its
    /// initialiser; `EventLoop.init` has once crashed so, in optimised builds and with more than a few virtual users.
    @Test(arguments: [0.0, 200], [PacingPrecision.exact, .quarterMillisecond, .millisecond])
    func loopsBeginAndEnd(rate: Double, precision: PacingPrecision) async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        var plan = try TestPlan.test("http://127.0.0.1:\(server.port)/", users: 64, rate: rate, seconds: 0.5) {
            $0.loops = 2
            $0.maxRedirects = 1
        }
        plan.precision = precision
        let run = try await EngineRun.of(plan)
        #expect(run.errors.isEmpty && run.counts.completed > 0)
        #expect(run.counts.completed == UInt64(server.requests.count))
        if rate > 0 { #expect(run.counts.completed == 100) }
    }
}
