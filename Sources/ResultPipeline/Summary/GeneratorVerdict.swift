public import Measurement

/// Judges whether the generator was the bottleneck: if it was, the figures tell of it and not of the target.
public enum GeneratorVerdict {
    /// What the rules look at, over all tasks.
    public struct Evidence: Sendable {
        /// How the tasks fared, merged.
        public var health: GeneratorHealth
        /// Actual minus intended send of the arrivals for which a virtual user was free.
        public var startLag: Histogram
        /// Seconds of load, summed over the tasks.
        public var taskSeconds: Double
        /// Failures by label.
        public var errors: [String: UInt64]
        /// Arrivals that no virtual user could send before the end.
        public var dropped: UInt64
        /// Virtual users of the whole test.
        public var virtualUsers: Int
        /// The run was stopped before its end: arrivals that waited then say nothing.
        public var wasStopped: Bool

        /// Creates evidence.
        public init(
            health: GeneratorHealth = GeneratorHealth(),
            startLag: Histogram = Histogram(),
            taskSeconds: Double = 0,
            errors: [String: UInt64] = [:],
            dropped: UInt64 = 0,
            virtualUsers: Int = 1,
            wasStopped: Bool = false
        ) {
            self.health = health
            self.startLag = startLag
            self.taskSeconds = taskSeconds
            self.errors = errors
            self.dropped = dropped
            self.virtualUsers = virtualUsers
            self.wasStopped = wasStopped
        }
    }

    /// 99th percentile of start lag above which the generator could not keep its schedule, in milliseconds: ten ticks of
    /// the coarsest pacing.
    public static let startLagLimitMs = 10.0
    /// Late starts that are no accident of one moment.
    public static let fewestLateStarts: UInt64 = 5
    /// Share of the load's time for which the control group may keep tasks from running.
    public static let throttledLimit = 0.01

    /// Why the generator was the bottleneck, a sentence for each rule that applies; empty when it was not.
    public static func reasons(_ evidence: Evidence) -> [String] {
        rules.compactMap { $0(evidence) }
    }

    private static let rules: [@Sendable (Evidence) -> String?] = [
        { evidence in
            let lag = Double(evidence.startLag.value(atPercentile: 99)) / 1000
            let onTime = evidence.startLag.countAtOrBelow(UInt64(startLagLimitMs * 1000))
            // One late start of a hundred is one in a hundred: a few requests tell nothing of a 99th percentile.
            guard lag > startLagLimitMs, evidence.startLag.count - onTime >= fewestLateStarts else { return nil }
            return "requests left late: 99% within \(Figure.time(milliseconds: lag)) of their schedule, more than "
                + "\(Figure.time(milliseconds: startLagLimitMs)); give it more tasks or cores, or a lower rate"
        },
        { evidence in
            let seconds = evidence.health.cpuThrottledSeconds
            guard evidence.taskSeconds > 0, seconds > throttledLimit * evidence.taskSeconds else { return nil }
            let share = Figure.decimal(seconds / evidence.taskSeconds * 100)
            return "tasks were kept from running for \(Figure.decimal(seconds)) s (\(share)% of the load) as their CPU "
                + "share was used up; give them more CPU, or use more tasks"
        },
        { evidence in
            let count = max(evidence.health.portExhaustion, evidence.errors["no_local_ports"] ?? 0)
            guard count > 0 else { return nil }
            return "\(Figure.count(count, "connection")) could not be made as no local port was free; keep connections "
                + "alive, or use more tasks on other addresses"
        },
        { evidence in
            let count = max(evidence.health.descriptorExhaustion, evidence.errors["no_descriptors"] ?? 0)
            guard count > 0 else { return nil }
            return "\(Figure.count(count, "connection")) could not be made as no file descriptor was free; raise the "
                + "limit (ulimit -n), or use more tasks"
        },
        { evidence in
            guard evidence.dropped > 0, !evidence.wasStopped else { return nil }
            let users = Figure.count(evidence.virtualUsers, "virtual user")
            return
                "\(Figure.count(evidence.dropped, "arrival")) never became a request, as all of \(users) were busy to "
                + "the end: the times leave out the worst; give more virtual users, or a lower rate"
        },
    ]
}
