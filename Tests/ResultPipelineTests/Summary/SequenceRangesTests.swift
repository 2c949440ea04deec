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

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func agreeWithSetsWhenTwoAreJoined(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var parts = [SequenceRanges(), SequenceRanges()]
        var sets: [Set<Int>] = [[], []]
        let isDivided = Bool.random(using: &random)
        for _ in 0..<Int.random(in: 0..<60, using: &random) {
            let number = Int.random(in: 0..<100, using: &random)
            let part = isDivided ? number / 7 % 2 : Int.random(in: 0...1, using: &random)
            _ = parts[part].insert(number)
            sets[part].insert(number)
        }
        #expect(parts[0].overlaps(parts[1]) == !sets[0].isDisjoint(with: sets[1]))
        guard sets[0].isDisjoint(with: sets[1]) else { return }
        var whole = SequenceRanges()
        for number in sets[0].union(sets[1]) { _ = whole.insert(number) }
        parts[0].merge(parts[1])
        #expect(parts[0] == whole)
    }

    @Test func aWholeRunIsOneRange() {
        var ranges = SequenceRanges()
        for number in (1...1000).reversed() { _ = ranges.insert(number) }
        #expect(ranges.ranges == [1...1000])
    }
}
