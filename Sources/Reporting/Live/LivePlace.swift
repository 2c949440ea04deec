/// An endpoint, or a group of steps, in the live views. Times in milliseconds, rates per second.
public struct LivePlace: Sendable, Equatable {
    /// Its name in the plan.
    public var name: String
    /// Of the last window: requests sent to an endpoint, groups done to their end.
    public var perSecond: Double
    /// The same so far, in number.
    public var count: UInt64
    /// What failed so far: among the requests of an endpoint, beside the groups that were done to their end.
    public var failed: UInt64
    /// Times of the last window; nil where it holds none.
    public var last: LiveTimes?
    /// Times so far; nil where there are none.
    public var run: LiveTimes?

    /// Takes over the figures.
    public init(
        name: String,
        perSecond: Double = 0,
        count: UInt64 = 0,
        failed: UInt64 = 0,
        last: LiveTimes? = nil,
        run: LiveTimes? = nil
    ) {
        (self.name, self.perSecond) = (name, perSecond)
        (self.count, self.failed) = (count, failed)
        (self.last, self.run) = (last, run)
    }
}

extension [LivePlace] {
    /// The positions of the `number` places at which most was done, rising.
    public func busiest(_ number: Int) -> [Int] {
        guard number < count else { return Swift.Array(indices) }
        // As floating-point numbers, which cannot overflow.
        let done = map { Double($0.count) + Double($0.failed) }
        let order = indices.sorted { (done[$1], $0) < (done[$0], $1) }
        return order.prefix(Swift.max(0, number)).sorted()
    }
}
