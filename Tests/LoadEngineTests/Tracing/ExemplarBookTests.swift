import Testing

@testable import LoadEngine

struct ExemplarBookTests {
    private static func outcome(_ nanoseconds: Int64, status: UInt16 = 200, error: Int16 = -1) -> TracedOutcome {
        TracedOutcome(
            identity: TraceIdentity(high: 1, low: UInt64(nanoseconds), span: 1),
            intended: 0,
            nanoseconds: nanoseconds,
            endpoint: 0,
            status: status,
            error: error
        )
    }

    @Test(arguments: 0..<20) func `the slowest stay, in whatever order they come`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let times = (0..<Int.random(in: 0...40, using: &random)).map { _ in
            Int64.random(in: 0...30, using: &random)
        }
        var book = ExemplarBook(isKept: true)
        for time in times { book.add(complete: Self.outcome(time)) }
        #expect(book.slowest.map(\.nanoseconds).sorted(by: >) == Array(times.sorted(by: >).prefix(3)))
        book.reset()
        #expect(book.slowest.isEmpty && book.failed.isEmpty)
    }

    @Test func `a rare failure finds room among many of another kind`() {
        var book = ExemplarBook(isKept: true)
        for time in 0..<100 { book.add(failed: Self.outcome(Int64(time), status: 503)) }
        book.add(failed: Self.outcome(100, status: 0, error: 9))
        for time in 101..<200 { book.add(failed: Self.outcome(Int64(time), status: 503)) }
        book.add(failed: Self.outcome(200, status: 500))
        let kinds = book.failed.map { [Int($0.status), Int($0.error)] }
        #expect(book.failed.count == 3 && Set(kinds) == [[503, -1], [0, 9], [500, -1]])
    }

    @Test func `a book that keeps none has none`() {
        var book = ExemplarBook(isKept: false)
        book.add(complete: Self.outcome(5))
        book.add(failed: Self.outcome(5, status: 500))
        #expect(book.slowest.isEmpty && book.failed.isEmpty)
    }
}
