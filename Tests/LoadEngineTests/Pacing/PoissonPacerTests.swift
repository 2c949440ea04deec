import Glibc
import LoadPlan
import Testing

@testable import LoadEngine

@Suite struct PoissonPacerTests {
    private func starts(_ profile: RateProfile, segment: Segment = .whole, seed: UInt64 = 1) -> [Int64] {
        var pacer = PoissonPacer(profile, segment: segment, seed: seed)
        var starts: [Int64] = []
        while let start = pacer.next() { starts.append(start) }
        return starts
    }

    @Test(arguments: [1, 3, 10])
    func theTotalIsExactOverAnyNumberOfShares(count: Int) {
        let all = (0..<count).flatMap { starts(.constant(137, seconds: 7), segment: Segment(index: $0, of: count)) }
        #expect(all.count == 959)
        #expect(all.allSatisfy { $0 >= 0 && $0 < 7_000_000_000 })
    }

    @Test func aSeedRepeatsTheScheduleAndAnotherChangesIt() {
        let profile = RateProfile.constant(100, seconds: 2)
        #expect(starts(profile, seed: 7) == starts(profile, seed: 7))
        #expect(starts(profile, seed: 7) != starts(profile, seed: 8))
    }

    @Test func startsAscend() {
        let all = starts(.constant(1000, seconds: 5))
        #expect(zip(all, all.dropFirst()).allSatisfy { $0 <= $1 })
    }

    /// Kolmogorov–Smirnov at 1 %: gaps of all shares together against the exponential distribution.
    @Test(arguments: [1, 4]) func gapsAreExponential(count: Int) {
        let all = (0..<count).flatMap { starts(.constant(500, seconds: 20), segment: Segment(index: $0, of: count)) }
            .sorted()
        let gaps = zip(all, all.dropFirst()).map { Double($1 - $0) / 1e9 }.sorted()
        var distance = 0.0
        for (index, gap) in gaps.enumerated() {
            let expected = 1 - exp(-500 * gap)
            distance = max(
                distance,
                abs(expected - Double(index) / Double(gaps.count)),
                abs(expected - Double(index + 1) / Double(gaps.count))
            )
        }
        #expect(distance < 1.63 / Double(gaps.count).squareRoot())
    }

    @Test func arrivalsFollowARamp() {
        let all = starts(RateProfile(stages: [.init(seconds: 10, from: 0, to: 2000)]))
        #expect(all.count == 10_000)
        let firstHalf = all.filter { $0 < 5_000_000_000 }.count
        // A quarter of a ramp's arrivals fall into its first half; 4 standard deviations of the binomial are 173.
        #expect(abs(firstHalf - 2500) < 173)
    }
}
