import PipelineTestKit
import Testing

@testable import ResultPipeline

struct SequenceRangesTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func agreesWithASetWhateverTheOrder(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var ranges = SequenceRanges()
        var set: Set<Int> = []
        for _ in 0..<200 {
            let number = Int.random(in: 0..<60, using: &random)
            #expect(ranges.insert(number) == set.insert(number).inserted)
            #expect(ranges.count == set.count)
            #expect(ranges.last == set.max())
            let missing = ranges.missing(in: 5...40).flatMap(Array.init)
            #expect(missing == (5...40).filter { !set.contains($0) })
        }
        let neighbours = zip(ranges.ranges, ranges.ranges.dropFirst())
        #expect(neighbours.allSatisfy { $0.upperBound + 1 < $1.lowerBound }, "ranges that touch are one")
    }

    @Test func aWholeRunIsOneRange() {
        var ranges = SequenceRanges()
        for number in (1...1000).reversed() { _ = ranges.insert(number) }
        #expect(ranges.ranges == [1...1000])
    }
}
