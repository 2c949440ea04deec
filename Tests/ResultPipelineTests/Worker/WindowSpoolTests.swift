import ResultPipeline
import Testing

struct WindowSpoolTests {
    private func entry(_ sequence: Int, bytes: Int = 10) -> WindowSpool.Entry {
        WindowSpool.Entry(sequence: sequence, body: [UInt8](repeating: 0, count: bytes))
    }

    @Test func theOldestGoWhenTheNumberIsReached() {
        var spool = WindowSpool(maxCount: 3)
        let dropped = (1...5).flatMap { spool.append(entry($0)) }
        #expect(dropped.map(\.sequence) == [1, 2])
        #expect(spool.take(count: 10, bytes: 1000).map(\.sequence) == [3, 4, 5])
        #expect(spool.count == 0)
    }

    @Test func theOldestGoWhenTheBytesAreReached() {
        var spool = WindowSpool(maxCount: 100, maxBytes: 100)
        #expect(spool.append(entry(1, bytes: 60)).isEmpty)
        #expect(spool.append(entry(2, bytes: 40)).isEmpty)
        #expect(spool.append(entry(3, bytes: 41)).map(\.sequence) == [1])
        #expect(spool.append(entry(4, bytes: 500)).map(\.sequence) == [2, 3])
        #expect(spool.take(count: 10, bytes: 10).map(\.sequence) == [4], "the newest stays, however large")
    }

    @Test func bytesThatWereTakenMakeRoom() {
        var spool = WindowSpool(maxCount: 100, maxBytes: 100)
        _ = spool.append(entry(1, bytes: 100))
        _ = spool.take(count: 1, bytes: 1000)
        #expect(spool.append(entry(2, bytes: 100)).isEmpty)
    }

    @Test func aBatchStaysWithinCountAndBytes() {
        var spool = WindowSpool()
        for sequence in 1...20 { _ = spool.append(entry(sequence)) }
        #expect(spool.take(count: 10, bytes: 1000).count == 10)
        #expect(spool.take(count: 10, bytes: 35).count == 3)
        #expect(spool.take(count: 10, bytes: 35).map(\.sequence) == [14, 15, 16])
    }

    @Test func backoffGrowsUpToItsCapAndIsSpread() {
        let backoff = Backoff(base: .milliseconds(100), cap: .seconds(5))
        #expect(
            (0...8).map { backoff.delay(attempt: $0, random: 1) / .milliseconds(1) } == [
                100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000,
            ]
        )
        #expect(backoff.delay(attempt: 3, random: 0) == .zero)
        #expect(backoff.delay(attempt: 3, random: 0.5) == .milliseconds(400))
        #expect(backoff.delay(attempt: Int.max, random: 1) == .seconds(5))
    }
}
