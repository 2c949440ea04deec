import LoadPlan
import Testing

@testable import LoadEngine

@Suite struct UniformPacerTests {
    private func starts(_ profile: RateProfile, segment: Segment = .whole) -> [Int64] {
        var pacer = UniformPacer(profile, segment: segment)
        var starts: [Int64] = []
        while let start = pacer.next() { starts.append(start) }
        return starts
    }

    @Test func aConstantRateIsEvenlySpacedFromZero() {
        #expect(starts(.constant(10, seconds: 1)) == (0..<10).map { Int64($0) * 100_000_000 })
    }

    @Test(
        arguments: [(10, 3, 30), (0.1, 30, 3), (0.3, 10, 3), (7, 0.5, 4), (1.0 / 3, 9, 3), (0, 10, 0)]
            as [(Double, Double, Int)]
    )
    func theTotalIsTheRateTimesTheDuration(rate: Double, seconds: Double, total: Int) {
        #expect(starts(.constant(rate, seconds: seconds)).count == total)
    }

    @Test func aLongRunDoesNotDrift() throws {
        var pacer = UniformPacer(.constant(3, seconds: 400_000), segment: Segment(index: 0, of: 300_000))
        var last: Int64 = 0
        while let start = pacer.next() { last = start }
        #expect(last == 300_000_000_000_000)
    }

    @Test(arguments: [1, 2, 3, 7, 50])
    func sharesTogetherAreExactlyTheWhole(count: Int) {
        let profile = RateProfile(stages: [
            .init(seconds: 2, from: 0, to: 50), .init(seconds: 1.5, from: 50, to: 50),
            .init(seconds: 1, from: 80, to: 3),
        ])
        let shares = (0..<count).map { starts(profile, segment: Segment(index: $0, of: count)) }
        #expect(shares.flatMap { $0 }.sorted() == starts(profile))
        let sizes = shares.map(\.count)
        #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
    }

    @Test func tenPerSecondOverThreeTasksAreFourAndThreeAndThree() {
        let firstSecond = (0..<3).map { index in
            starts(.constant(10, seconds: 5), segment: Segment(index: index, of: 3)).filter { $0 < 1_000_000_000 }.count
        }
        #expect(firstSecond == [4, 3, 3])
    }

    @Test func aRampFollowsItsIntegral() throws {
        let ramp = starts(RateProfile(stages: [.init(seconds: 10, from: 0, to: 200)]))
        #expect(ramp.count == 1000)
        // The integral of a ramp to 200/s over 10 s reaches 10 t².
        for (second, upTo) in [(1, 10), (2, 40), (5, 250), (9, 810)] {
            let count = ramp.filter { $0 < Int64(second) * 1_000_000_000 }.count
            #expect(abs(count - upTo) <= 1, "before second \(second)")
        }
        #expect(zip(ramp, ramp.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func stagesMeetWithoutGapOrDouble() {
        let steps = starts(
            RateProfile(stages: [.init(seconds: 1, from: 10, to: 10), .init(seconds: 1, from: 20, to: 20)])
        )
        #expect(steps.count == 30)
        #expect(steps[9] == 900_000_000 && steps[10] == 1_000_000_000 && steps[11] == 1_050_000_000)
    }

    @Test func aStageWithoutLoadIsSilent() {
        let gap = starts(
            RateProfile(stages: [
                .init(seconds: 1, from: 10, to: 10), .init(seconds: 2, from: 0, to: 0),
                .init(seconds: 1, from: 10, to: 10),
            ])
        )
        #expect(gap.count == 20)
        #expect(gap.allSatisfy { $0 < 1_000_000_000 || $0 >= 3_000_000_000 })
    }
}
