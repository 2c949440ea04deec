import PipelineTestKit
import Synchronization

/// Repeatable numbers from 0 up to 1.
final class Jitter: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(seed: UInt64) {
        generator = Mutex(SeededGenerator(seed: seed))
    }

    func next() -> Double {
        generator.withLock { Double($0.next() >> 11) / 9_007_199_254_740_992 }
    }
}
