/// A set of sequence numbers, small while they are nearly contiguous: what has arrived of a week-long run is one range.
struct SequenceRanges: Equatable, Sendable {
    private(set) var ranges: [ClosedRange<Int>] = []

    /// Adds a number; false when it was there.
    mutating func insert(_ number: Int) -> Bool {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < number { low = middle + 1 } else { high = middle }
        }
        if low < ranges.count, ranges[low].contains(number) { return false }
        let joinsBefore = low > 0 && ranges[low - 1].upperBound == number - 1
        let joinsAfter = low < ranges.count && ranges[low].lowerBound == number + 1
        let first = joinsBefore ? ranges[low - 1].lowerBound : number
        let last = joinsAfter ? ranges[low].upperBound : number
        ranges.replaceSubrange((joinsBefore ? low - 1 : low)..<(joinsAfter ? low + 1 : low), with: [first...last])
        return true
    }

    /// Whether any number is in both.
    func overlaps(_ other: SequenceRanges) -> Bool {
        var (own, others) = (ranges[...], other.ranges[...])
        while let first = own.first, let second = others.first {
            if first.overlaps(second) { return true }
            if first.upperBound < second.upperBound { own.removeFirst() } else { others.removeFirst() }
        }
        return false
    }

    /// Adds numbers, none of which is here.
    mutating func merge(_ other: SequenceRanges) {
        let sorted = (ranges + other.ranges).sorted { $0.lowerBound < $1.lowerBound }
        ranges = sorted.reduce(into: []) { joined, range in
            if let last = joined.last, last.upperBound + 1 == range.lowerBound {
                joined[joined.count - 1] = last.lowerBound...range.upperBound
            } else {
                joined.append(range)
            }
        }
    }

    /// How many numbers there are.
    var count: Int { ranges.reduce(0) { $0 + $1.count } }

    /// The largest number, nil where there is none.
    var last: Int? { ranges.last?.upperBound }

    /// The ranges of `whole` that are not here.
    func missing(in whole: ClosedRange<Int>) -> [ClosedRange<Int>] {
        var missing: [ClosedRange<Int>] = []
        var next = whole.lowerBound
        for range in ranges where range.upperBound >= next {
            guard range.lowerBound <= whole.upperBound else { break }
            if range.lowerBound > next { missing.append(next...range.lowerBound - 1) }
            next = range.upperBound + 1
        }
        if next <= whole.upperBound { missing.append(next...whole.upperBound) }
        return missing
    }
}
