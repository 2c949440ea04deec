import Glibc
import LoadPlan
import Measurement
import Testing

@testable import LoadEngine

@Suite struct ScheduleTests {
    @Test func waitingForAVirtualUserCountsAsResponseTimeAndNotAsLag() async throws {
        let server = try ScriptedServer { _ in
            usleep(50_000)
            return .ok
        }
        defer { server.stop() }
        // One virtual user can do 20/s; 40/s are asked for.
        let run = try await EngineRun.of(.test("http://127.0.0.1:\(server.port)/", users: 1, rate: 40, seconds: 1))
        #expect(run.counts.scheduled == 40)
        #expect(run.counts.sent + run.counts.dropped == 40 && run.counts.dropped >= 15)
        #expect(run.virtualUserWait.count > 10)
        #expect(run.responseTime.max > run.serviceTime.max + 200_000)
        #expect(run.startLag.count == run.counts.sent)
        #expect(run.startLag.value(atPercentile: 50) < 20_000)
    }

    @Test func stopEndsArrivalsAndAwaitsWhatIsInFlight() async throws {
        let server = try ScriptedServer { _ in
            usleep(100_000)
            return .ok
        }
        defer { server.stop() }
        let run = try await EngineRun.of(.test("http://127.0.0.1:\(server.port)/", users: 50, rate: 100, seconds: 60)) {
            usleep(500_000)
            $0.stop()
        }
        #expect(run.counts.sent < 1000 && run.counts.sent > 0)
        #expect(run.counts.scheduled == run.counts.sent + run.counts.dropped)
        #expect(run.counts.completed == run.counts.sent && run.errors.isEmpty)
    }

    @Test func windowsAddUpAndAreInOrder() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let run = try await EngineRun.of(
            .test("http://127.0.0.1:\(server.port)/", rate: 50, seconds: 1) { $0.loops = 2 },
            windowLength: 200
        )
        #expect(run.windows.count == 5)
        #expect(run.windows.map(\.windowStart) == (0..<5).map { 1_000_000 + Int64($0) * 200 })
        #expect(run.counts.scheduled == 50 && run.counts.completed == 50)
    }

    @Test func sharesOfSeveralTasksAreTogetherThePlan() async throws {
        let server = try ScriptedServer { _ in .ok }
        defer { server.stop() }
        let plan = try TestPlan.test("http://127.0.0.1:\(server.port)/", users: 5, rate: 31, seconds: 1)
        var total: UInt64 = 0
        for index in 0..<3 {
            total += try await EngineRun.of(plan, share: Segment(index: index, of: 3)).counts.sent
        }
        #expect(total == 31 && server.requests.count == 31)
    }
}
