import LocalPipeline
import Synchronization

/// Says once that the disk with the results is full: tasks then keep what they have measured and try again in silence.
final class SpaceWatch: Sendable {
    /// Less than a window of a task with many endpoints takes.
    private static let least: UInt64 = 64 << 10

    private let directory: DataDirectory
    private let hasSaid = Mutex(false)

    init(_ directory: DataDirectory) {
        self.directory = directory
    }

    /// Looks, about once a second.
    func look(_ say: (String) -> Void) {
        guard let free = directory.freeBytes, free < Self.least else { return }
        let isFirst = hasSaid.withLock { hasSaid in
            defer { hasSaid = true }
            return !hasSaid
        }
        guard isFirst else { return }
        say(
            "  note: no space is left for results in \(directory.path): free some; tasks keep theirs for now, and try again"
        )
    }
}
