/// Keys of a run's records. They are derived, so that a message delivered again rewrites its record, and no two messages
/// of a run share one.
public enum RecordKey {
    /// The run's header.
    public static let header: Int64 = 0
    /// The latest second that a key can name: the end of the year 9999.
    public static let lastSecond: Int64 = 253_402_300_799

    /// Epoch microseconds: whole seconds of the window's start × 10⁶ + task index × 10 + kind. Times outside 1970…9999
    /// and task indices outside 0…99,998 are taken as the nearest inside.
    public static func timestamp(windowStartMs: Int64, taskIndex: Int, kind: RecordKind) -> Int64 {
        let second = min(max(0, windowStartMs / 1000), lastSecond)
        let task = Int64(min(max(0, taskIndex), 99_998))
        return second * 1_000_000 + task * 10 + Int64(kind.rawValue)
    }
}
