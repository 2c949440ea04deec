import Testing

@testable import LoadEngine

struct TraceSourceTests {
    @Test func `ids have the form of W3C Trace Context`() throws {
        var source = TraceSource(run: 1, task: 0, loop: 0)
        for _ in 0..<1000 {
            let identity = source.next()
            let value = identity.value
            #expect(value.utf8.count == TraceIdentity.valueLength)
            let match = try #require(value.wholeMatch(of: /00-([0-9a-f]{32})-([0-9a-f]{16})-01/))
            #expect(match.1 == identity.traceId)
            #expect(UInt64(match.2, radix: 16) == identity.span && identity.span != 0)
            #expect(identity.high | identity.low != 0)
        }
    }

    @Test func `digits are those of the numbers, zeros in front included`() {
        let identity = TraceIdentity(high: 0x0123_4567_89ab_cdef, low: 0xf, span: 0xfedc_ba98_7654_3210)
        #expect(identity.value == "00-0123456789abcdef000000000000000f-fedcba9876543210-01")
    }

    @Test(arguments: [UInt64](0...4))
    func `no two requests of a run share an id, whatever task and loop they come from`(run: UInt64) {
        var traces: Set<String> = []
        var spans: Set<UInt64> = []
        let (tasks, loops, requests) = (30, 8, 40)
        for task in 0..<tasks {
            for loop in 0..<loops {
                var source = TraceSource(run: run, task: task, loop: loop)
                for _ in 0..<requests {
                    let identity = source.next()
                    traces.insert(identity.traceId)
                    spans.insert(identity.span)
                }
            }
        }
        #expect(traces.count == tasks * loops * requests)
        #expect(spans.count == traces.count)
    }

    @Test func `two runs have different ids, and the same run has the same`() {
        func first(_ run: UInt64) -> TraceIdentity {
            var source = TraceSource(run: run, task: 3, loop: 1)
            return source.next()
        }
        #expect(first(1) == first(1))
        #expect(first(1).traceId != first(2).traceId)
    }
}
