import Measurement
import Testing

@testable import Reporting

@Suite("Stalls of the target")
struct StallTests {
    @Test("two seconds of silence that users waited through are a stall")
    func found() throws {
        let stalls = Stall.find(in: try WindowedRun.stalled.document().summary)
        #expect(stalls.map(\.second) == [4])
        #expect(stalls.map(\.end) == [6])
        #expect(try #require(stalls.first).longestWait == 2000)
    }

    @Test("the report says what a user waited, and that service time hides it")
    func sentence() throws {
        let summary = try WindowedRun.stalled.document().summary
        let sentence = try #require(Findings(summary: summary).sentences.first)
        #expect(sentence.hasPrefix("The target stalled around second 4: for about 2 s it answered next to nothing"))
        #expect(sentence.contains("a user who came during the stall waited up to 2.00 s."))
        #expect(sentence.contains("Service time alone looks better (99 % within 6.00 ms, against 1.88 s"))
        let text = TextReport(summary).text
        #expect(text.contains("The target stalled around second 4"))
    }

    @Test("silence that nobody waited through is none: before a ramp, after the end, in a steady run")
    func notFound() throws {
        var ramp = WindowedRun()
        ramp.responses = { second, _, count in Array(repeating: 4000, count: second < 3 ? 1 : count) }
        #expect(Stall.find(in: try ramp.document().summary).isEmpty)
        var early = WindowedRun()
        early.responses = { second, _, count in second > 9 ? [] : Array(repeating: 4000, count: count) }
        #expect(Stall.find(in: try early.document().summary).isEmpty)
        #expect(Stall.find(in: try WindowedRun().document().summary).isEmpty)
    }

    @Test("a run without any response has no stall, and no sentence on one")
    func silent() throws {
        var run = WindowedRun()
        run.responses = { _, _, _ in [] }
        let summary = try run.document().summary
        #expect(Stall.find(in: summary).isEmpty)
        #expect(Findings(summary: summary).stall == nil)
    }
}
