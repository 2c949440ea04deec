private import ResultPipeline

/// Times at which a simulated service does not answer.
public struct Outage: Error, Sendable, CustomStringConvertible {
    /// What was asked for in vain.
    public let description: String

    static func check(_ outages: [Range<Int64>], at now: Int64, _ service: String) throws {
        guard !outages.contains(where: { $0.contains(now) }) else {
            throw Outage(description: "\(service) does not answer")
        }
    }
}
