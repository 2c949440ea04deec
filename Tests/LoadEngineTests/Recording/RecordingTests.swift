import Glibc
import LoadPlan
import Measurement
import Synchronization
import Testing

@testable import LoadEngine

/// Records of a run that go to memory.
private final class MemoryRecorder: RequestRecorder {
    private let state = Mutex((legend: RecordLegend?.none, records: [RequestRecord](), ended: 0))
    private let pause: UInt32

    init(pause: UInt32 = 0) {
        self.pause = pause
    }

    var legend: RecordLegend? { state.withLock(\.legend) }
    var records: [RequestRecord] { state.withLock(\.records) }
    var ended: Int { state.withLock(\.ended) }

    func begin(_ legend: RecordLegend) { state.withLock { $0.legend = legend } }

    func record(_ records: UnsafeBufferPointer<RequestRecord>) {
        state.withLock { $0.records += records }
        usleep(pause)
    }

    func end() -> RecorderOutcome {
        state.withLock { state in
            state.ended += 1
            return RecorderOutcome(written: UInt64(state.records.count), lost: 0, trouble: "said at the end")
        }
    }
}

@Suite struct RecordingTests {
    @Test(arguments: [false, true]) func everyRequestIsRecordedOnce(isJourney: Bool) async throws {
        let count = Mutex(0)
        let server = try ScriptedServer { _ in
            let number = count.withLock { count -> Int in
                count += 1
                return count
            }
            switch number % 7 {
            case 3: return .text("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
            case 5: return .pieces([Array("HTTP/1.1 200 OK\r\nContent-Le".utf8), Array("ngth: 3\r\n\r\nabc".utf8)])
            case 6: return .reset
            default: return .ok
            }
        }
        defer { server.stop() }
        let url = "http://127.0.0.1:\(server.port)/"
        let plan =
            try isJourney
            ? TestPlan.journey(url, [.get("/a"), .get("/b")], users: 6, iterations: 100, loops: 2)
            : TestPlan.test(url, users: 6, rate: 0, seconds: 0.3) { $0.loops = 2 }
        let recorder = MemoryRecorder()
        let run = try await EngineRun.of(try LoadEngine(plan: plan, recorder: recorder))
        let records = recorder.records
        let legend = try #require(recorder.legend)
        #expect(recorder.ended == 1 && records.count == Int(run.counts.sent) && run.counts.sent > 50)
        #expect(run.health.raw?.written == run.counts.sent && run.health.raw?.lost == 0)
        #expect(run.health.notes == ["said at the end"])

        var codes: [Int: UInt64] = [:]
        var errors: [String: UInt64] = [:]
        var response = HistogramRecorder()
        var service = HistogramRecorder()
        for record in records {
            if record.error >= 0 { errors[legend.errors[Int(record.error)], default: 0] += 1 }
            guard record.status > 0 else { continue }
            codes[Int(record.status), default: 0] += 1
            response.record(nanoseconds: record.end - record.intended)
            service.record(nanoseconds: record.end - record.sent)
        }
        #expect(codes == run.statusCodes && errors == run.errors && codes[404] ?? 0 > 0 && !errors.isEmpty)
        #expect(response.snapshot() == run.responseTime && service.snapshot() == run.serviceTime)
        let received = run.windows.flatMap(\.endpoints).reduce(0) { $0 + $1.bytesReceived }
        #expect(records.reduce(0) { $0 + $1.bytesReceived } == Int64(received))
        #expect(records.allSatisfy { $0.status == 0 || $0.sent <= $0.firstByte && $0.firstByte <= $0.end })
        #expect(records.allSatisfy { $0.traceLow == 0 })
        let names = Set(records.map { legend.endpoints[Int($0.endpoint)] })
        #expect(names == (isJourney ? ["GET /a", "GET /b"] : ["GET /"]))
        let first = try #require(records.map(\.intended).min())
        #expect((first + legend.wallOffset) / 1_000_000 >= 1_000_000)
    }

    @Test func redirectsAreOneRecordWithAllTheirBytes() async throws {
        let server = try ScriptedServer {
            $0.target == "/"
                ? .text("HTTP/1.1 302 Moved\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n") : .ok
        }
        defer { server.stop() }
        let recorder = MemoryRecorder()
        let plan = try TestPlan.test("http://127.0.0.1:\(server.port)/", rate: 20) {
            $0.maxRedirects = 2
            $0.traceparent = true
        }
        let run = try await EngineRun.of(try LoadEngine(plan: plan, recorder: recorder))
        let received = run.windows.flatMap(\.endpoints).reduce(0) { $0 + $1.bytesReceived }
        #expect(recorder.records.count == 10 && recorder.records.allSatisfy { $0.status == 200 })
        #expect(recorder.records.reduce(0) { $0 + $1.bytesReceived } == Int64(received))
        #expect(Set(recorder.records.map(\.traceLow)).count == 10)
    }

    @Test func requestsWithoutAConnectionAreRecordedToo() async throws {
        let server = try ScriptedServer { _ in .ok }
        server.stop()
        usleep(50_000)
        let recorder = MemoryRecorder()
        let plan = try TestPlan.test("http://127.0.0.1:\(server.port)/", rate: 20)
        let run = try await EngineRun.of(try LoadEngine(plan: plan, recorder: recorder))
        let refused = Int16(ErrorKind.connectRefused.index)
        #expect(run.counts.sent == 10 && recorder.records.count == 10)
        #expect(recorder.records.allSatisfy { $0.error == refused && $0.status == 0 && $0.firstByte == 0 })
    }

    @Test func aRecorderThatFallsBehindLosesRecordsAndSaysHowMany() async throws {
        let recorder = MemoryRecorder(pause: 300_000)
        let legend = RecordLegend(endpoints: ["x"], errors: [], wallOffset: 0)
        let recording = try Recording(recorder, loops: 2, legend: legend, capacity: 16)
        var producers = recording.rings.map(\.producer)
        for number in 0..<1000 {
            let time = Int64(number)
            let record = RequestRecord(
                intended: time,
                sent: time,
                firstByte: time,
                end: time,
                bytesReceived: 1,
                endpoint: 0,
                status: 200,
                error: -1
            )
            for index in producers.indices { producers[index].put(record) }
        }
        let (account, _) = await recording.end()
        #expect(account.written + account.lost == 2000 && account.lost > 0 && account.written >= 32)
        #expect(account.written == UInt64(recorder.records.count) && account.cpuSeconds > 0)
    }
}
