import Glibc
import Measurement
import Synchronization
import Testing

@testable import LoadEngine

struct RecordRingTests {
    private static func record(_ number: Int) -> RequestRecord {
        let value = Int64(number)
        return RequestRecord(
            intended: value,
            sent: -value,
            firstByte: value &* 3,
            end: ~value,
            bytesReceived: value,
            traceHigh: UInt64(bitPattern: value),
            traceLow: UInt64(bitPattern: ~value),
            endpoint: Int32(truncatingIfNeeded: value),
            status: 200,
            error: -1
        )
    }

    @Test(arguments: 0..<20) func `what is taken out is what was put in, but for what found no room`(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let ring = RecordRing(capacity: Int.random(in: 1...20, using: &random))
        var producer = ring.producer
        var (number, expected, taken, lost): (Int, [RequestRecord], [RequestRecord], Int) = (0, [], [], 0)
        for _ in 0..<200 {
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                if expected.count - taken.count < ring.capacity {
                    expected.append(Self.record(number))
                } else {
                    lost += 1
                }
                producer.put(Self.record(number))
                number += 1
            }
            if Bool.random(using: &random) { _ = ring.drain { taken += $0 } }
        }
        _ = ring.drain { taken += $0 }
        #expect(taken == expected && ring.lost == lost && lost > 0)
    }

    @Test func `two threads share a ring without a torn, doubled or disordered record`() throws {
        let ring = RecordRing(capacity: 64)
        let count = 200_000
        let isDone = Atomic<Bool>(false)
        try withUnsafePointer(to: isDone) { isDone in
            nonisolated(unsafe) let isDone = isDone
            try NativeThread.start {
                var producer = ring.producer
                for number in 0..<count { producer.put(Self.record(number)) }
                isDone.pointee.store(true, ordering: .releasing)
            }
            var (last, taken, wrong): (Int64, Int, Int) = (-1, 0, 0)
            while true {
                let isLast = isDone.pointee.load(ordering: .acquiring)
                taken += ring.drain { records in
                    for record in records {
                        if record.intended <= last || record != Self.record(Int(record.intended)) { wrong += 1 }
                        last = record.intended
                    }
                }
                if isLast { break }
            }
            #expect(wrong == 0 && taken + ring.lost == count && taken > 0)
        }
    }
}
