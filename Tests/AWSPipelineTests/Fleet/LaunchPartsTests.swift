import AWSClient
import PipelineTestKit
import ResultPipeline
import Testing

@testable import AWSPipeline

struct LaunchPartsTests {
    private let start = ContinuousClock.now

    private func after(_ seconds: Double) -> ContinuousClock.Instant { start.advanced(by: .seconds(seconds)) }

    @Test func `a bucket lets 100 launches through at once, and 20 a second from there`() {
        var bucket = LaunchBucket(at: start)
        var turns: [Double] = []
        for _ in 0..<300 {
            turns.append(start.duration(to: bucket.next(at: start)) / .seconds(1))
            bucket.take(at: start)
        }
        #expect(turns.prefix(100).allSatisfy { $0 == 0 })
        for (position, turn) in turns.dropFirst(100).enumerated() {
            #expect(abs(turn - Double(position + 1) / 20) < 1e-9)
        }
    }

    @Test func `a bucket fills up to its size and no further`() {
        var bucket = LaunchBucket(burst: 5, refill: 1, at: start)
        for _ in 0..<5 { bucket.take(at: start) }
        for _ in 0..<5 {
            #expect(bucket.next(at: after(1000)) == after(1000))
            bucket.take(at: after(1000))
        }
        #expect(bucket.next(at: after(1000)) == after(1001))
    }

    @Test func `a bucket that AWS says is empty starts anew, and owes what it promised`() {
        var bucket = LaunchBucket(burst: 10, refill: 10, at: start)
        bucket.empty(at: start)
        #expect(bucket.next(at: start) == after(0.1))
        for _ in 0..<5 { bucket.take(at: start) }
        bucket.empty(at: start)
        #expect(bucket.next(at: start) == after(0.6))
    }

    @Test(arguments: [
        ("run", 0, 0, "b359aa8d94931b62ad221b5018364dd91f6a2a00d7d3c91fb1b427290cb7db74"),
        ("run", 0, 1, "63465219722a42b84fbba91123cb208f7a2861e09176827ad4c5a8aaa448aec8"),
        ("run", 999, 0, "112d942395060d5acb4844d0a99ebaa8bcdbb8ccdfe6e771f2b68d1990089369"),
        ("20261124-041500-k3f9", 17, 23, "3cea31e086e1b4e49231ef02fe30a144b128dcef1f8c22d911858c41f458b36c"),
    ])
    func `F1: a token is the SHA-256 of run and index, and of the attempt after refusals`(
        testId: String,
        index: Int,
        attempt: Int,
        token: String
    ) {
        #expect(LaunchToken.of(testId, index, attempt: attempt) == token)
    }

    @Test func `attempts have their times in the run, up to ten minutes after its claim`() {
        let begins = (0..<LaunchSchedule.attempts).map { LaunchSchedule.begin(of: $0) / .seconds(1) }
        #expect(begins.prefix(7) == [0, 2, 6, 14, 30, 60, 90])
        #expect(begins.last == 600)
        #expect(zip(begins, begins.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test(arguments: [
        (1, 0.0, 0.0, 2.0), (1, 0.0, 0.999, 2.999), (1, 1.5, 0.0, 0.5), (1, 2.0, 0.9, 0.0), (3, 600.0, 0.9, 0.0),
        (5, 31.0, 0.5, 36.5), (0, 0.0, 0.5, 0.0),
    ])
    func `who comes late to an attempt does not wait, others wait for its time and some more`(
        attempt: Int,
        elapsed: Double,
        random: Double,
        wanted: Double
    ) {
        let wait = LaunchSchedule.wait(for: attempt, at: .seconds(elapsed), random: random)
        #expect(abs(wait / .seconds(1) - wanted) < 1e-6)
    }

    @Test func `every obstacle has a label of its own and advice`() {
        let failures = LaunchObstacle.allCases.map { $0.failure("text", spot: false) }
        #expect(Set(failures.map(\.reason)).count == LaunchObstacle.allCases.count)
        #expect(failures.allSatisfy { $0.detail.hasPrefix("text; ") && $0.detail.utf8.count > 10 })
        let long = LaunchObstacle.quota.failure(String(repeating: "x", count: 10_000), spot: true)
        #expect(long.detail.contains("L-36FBB829"))
    }
}
