/// Why a run was told to stop, as the control flag holds it: `origin: detail`. Who stops a run decides what it amounts to:
/// a person's stop is an interruption, a threshold's is a failure, any other means that the run did not take place as asked.
public struct StopReason: Hashable, Sendable, CustomStringConvertible {
    /// Who stops a run.
    public enum Origin: String, Sendable, CaseIterable {
        /// A person or the caller's time-out.
        case user
        /// Too few tasks were ready in time.
        case barrier
        /// Too few tasks could be started, or stayed alive until the start.
        case fleet
        /// A threshold that may end the run did not hold.
        case threshold
    }

    /// Who stops the run.
    public var origin: Origin
    /// Why, in words.
    public var detail: String

    /// Creates a reason.
    public init(_ origin: Origin, _ detail: String) {
        self.origin = origin
        self.detail = detail
    }

    /// Reads a control flag; one without a known origin is a person's.
    public init(text: String) {
        guard let origin = Origin.allCases.first(where: { text.hasPrefix($0.rawValue + ": ") }) else {
            self.init(.user, text)
            return
        }
        self.init(origin, String(text.dropFirst(origin.rawValue.count + 2)))
    }

    /// The form that ``RunRegistry/requestStop(_:reason:)`` takes.
    public var description: String { "\(origin.rawValue): \(BoundedText.clean(detail))" }
}
