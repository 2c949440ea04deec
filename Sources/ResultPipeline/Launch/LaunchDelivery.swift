/// One event that asks for a launch, as whoever delivers it names it.
///
/// An event that is delivered again must not start a second fleet. Where its payload has no `testId`, one is derived from
/// this, so that each delivery of the event comes to the same. Both values must therefore be those of the event, not of
/// the attempt to deliver it: for a Lambda function its request id, and the time in the root of its trace.
public struct LaunchDelivery: Hashable, Sendable {
    /// Names the event; equal in each of its deliveries.
    public let eventId: String
    /// When the event came about, in epoch milliseconds; equal in each of its deliveries.
    public let eventTime: Int64

    /// Creates a delivery.
    public init(eventId: String, eventTime: Int64) {
        self.eventId = eventId
        self.eventTime = eventTime
    }

    /// The name of the run that the event asks for.
    var testId: String {
        var random = EventGenerator(eventId)
        return TestID.generate(at: eventTime, using: &random)
    }
}

/// Numbers that follow from a text: SplitMix64 (Steele, Lea and Flood 2014), seeded with the text's FNV-1a hash.
private struct EventGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ text: String) {
        state = text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
