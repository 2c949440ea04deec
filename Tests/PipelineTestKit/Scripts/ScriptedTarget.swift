/// What becomes of each arrival of a scripted run: a function of the arrival's number alone, and so the same for every
/// number of tasks.
public struct ScriptedTarget: Sendable {
    /// What becomes of one arrival.
    public struct Fate: Sendable {
        /// How a request ends.
        public enum End: Sendable {
            /// A whole response of this status.
            case response(Int)
            /// None, by this label.
            case error(String)
        }

        /// Microseconds from the intended start for which the arrival waits for a virtual user; nil where none is ever
        /// free and the request is not sent.
        public var wait: UInt64?
        /// Microseconds by which the generator itself is late.
        public var lag: UInt64
        /// Microseconds from the send to the end.
        public var service: UInt64
        /// How it ends.
        public var end: End

        /// Creates a fate.
        public init(wait: UInt64? = 0, lag: UInt64 = 0, service: UInt64, end: End = .response(200)) {
            self.wait = wait
            self.lag = lag
            self.service = service
            self.end = end
        }
    }

    /// The fate of the run's arrival of a number.
    public var fate: @Sendable (Int) -> Fate

    /// Creates a target.
    public init(fate: @escaping @Sendable (Int) -> Fate) {
        self.fate = fate
    }

    /// Answers every request, after 1…11 ms.
    public static let sound = ScriptedTarget { number in
        Fate(lag: UInt64(number % 50), service: 1000 + UInt64(number * 7919 % 10_007))
    }

    /// Answers half of the requests with success; others fail, are refused, or take seconds, so that they are sent in one
    /// window and end in another.
    /// - Parameter lacksUsers: Some arrivals wait for a virtual user, or are never sent.
    public static func troubled(seed: UInt64, lacksUsers: Bool = true) -> ScriptedTarget {
        ScriptedTarget { number in
            var random = SeededGenerator(seed: seed &+ UInt64(number) &* 0x9e37_79b9)
            var fate = Fate(
                lag: .random(in: 0..<400, using: &random),
                service: .random(in: 500..<4_000_000, using: &random)
            )
            switch Int.random(in: 0..<10, using: &random) {
            case 0: fate.wait = nil
            case 1: fate.wait = .random(in: 1..<2_500_000, using: &random)
            case 2: fate.end = .error(["timeout", "connection_reset"].randomElement(using: &random) ?? "timeout")
            case 3: fate.end = .response(503)
            case 4: fate.service = 200
            default: break
            }
            if !lacksUsers { fate.wait = 0 }
            return fate
        }
    }
}
