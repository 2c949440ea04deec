internal import FoundationEssentials

/// The event that has the launcher sweep: what the stack's schedule sends, `{"sweepTasks":true}`.
///
/// No launch payload can be taken for it, as every payload has a target or a plan, and no member of this name.
public enum SweepOrder {
    /// The event as the schedule sends it.
    public static let json = #"{"sweepTasks":true}"#

    /// Longer events are none: a large payload is not read twice.
    private static let maxBytes = 64

    /// Whether `event` is the order: this member, `true`, and no other, however it is spaced.
    public static func isWritten(in event: [UInt8]) -> Bool {
        guard event.count <= maxBytes else { return false }
        return (try? JSONDecoder().decode([String: Bool].self, from: Data(event))) == ["sweepTasks": true]
    }
}
