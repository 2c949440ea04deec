public import Constructs

/// A figure that a service measures.
public struct Metric: Hashable, Sendable {
    /// Who measures it: `AWS/SQS`.
    public var namespace: String
    /// What is measured.
    public var name: String
    /// Of what it is measured.
    public var dimensions: [String: Token]
    /// How the measurements of a period become one: `Sum`, `Maximum`, `p99`.
    public var statistic: String

    /// A figure.
    public init(_ namespace: String, _ name: String, _ statistic: String, of dimensions: [String: Token]) {
        self.namespace = namespace
        self.name = name
        self.statistic = statistic
        self.dimensions = dimensions
    }

    /// As a dashboard writes it.
    var onDashboard: Value {
        let dimensions = dimensions.sorted { $0.key < $1.key }.flatMap { [Value.string($0.key), .token($0.value)] }
        return .list([.string(namespace), .string(name)] + dimensions + [["stat": .string(statistic)]])
    }
}

extension Queue {
    /// Messages that wait to be received.
    public var waitingMessages: Metric { metric("ApproximateNumberOfMessagesVisible") }
    /// Seconds that the oldest message waits.
    public var ageOfOldestMessage: Metric { metric("ApproximateAgeOfOldestMessage") }

    private func metric(_ name: String) -> Metric { Metric("AWS/SQS", name, "Maximum", of: ["QueueName": queueName]) }
}

extension Function {
    /// Times that it was run.
    public var invocations: Metric { metric("Invocations", "Sum") }
    /// Times that it failed, or took too long.
    public var errors: Metric { metric("Errors", "Sum") }
    /// Times that it was refused for lack of concurrency.
    public var throttles: Metric { metric("Throttles", "Sum") }
    /// Milliseconds that it took.
    public var duration: Metric { metric("Duration", "p99") }

    private func metric(_ name: String, _ statistic: String) -> Metric {
        Metric("AWS/Lambda", name, statistic, of: ["FunctionName": ref])
    }
}

extension Table {
    /// Write units that were taken.
    public var consumedWrites: Metric { metric("ConsumedWriteCapacityUnits") }
    /// Writes that were refused for a while.
    public var throttledWrites: Metric { metric("WriteThrottleEvents") }

    private func metric(_ name: String) -> Metric { Metric("AWS/DynamoDB", name, "Sum", of: ["TableName": tableName]) }
}

extension Cluster {
    /// Tasks that run, where the cluster measures them.
    public var runningTasks: Metric { metric("RunningTaskCount", "Maximum") }
    /// CPU units that all tasks take.
    public var cpu: Metric { metric("CpuUtilized", "Maximum") }
    /// MiB that all tasks take.
    public var memory: Metric { metric("MemoryUtilized", "Maximum") }

    private func metric(_ name: String, _ statistic: String) -> Metric {
        Metric("ECS/ContainerInsights", name, statistic, of: ["ClusterName": clusterName])
    }
}
