/// Lets a client repeat itself while most requests succeed, and stops it when many fail: otherwise every client would
/// multiply the load of a service in trouble.
struct RetryQuota: Hashable, Sendable {
    static let capacity = 500

    private(set) var available = capacity

    /// Takes the cost of a repetition; false where there is not as much left.
    mutating func take(_ cost: Int) -> Bool {
        guard cost <= available else { return false }
        available -= cost
        return true
    }

    /// Gives back after a success: the cost of the last repetition, or 1 where there was none.
    mutating func giveBack(_ lastCost: Int?) {
        available = min(available + (lastCost ?? 1), Self.capacity)
    }
}
