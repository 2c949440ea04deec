/// How the services count what a run uses.
extension RunUsage {
    /// Seconds for which each task is billed: per second, from the pull of the image until the task has stopped, at least a
    /// minute (aws.amazon.com/fargate/pricing).
    var billedSeconds: Double { max(60, (startUpSeconds + loadSeconds).rounded(.up)) }

    /// Requests to the queue: each message is sent, received and deleted. Batches make it fewer.
    var queueRequests: Int { 3 * messages }

    /// Units of 1 KB, rounded up per item.
    var writeUnits: Int { messages * max(1, (itemBytes + 1023) / 1024) }

    /// Units of 4 KB: every task reads the run's header once a second, and a summary reads every item once.
    var readUnits: Double {
        Double(tasks) * (startUpSeconds + loadSeconds) + Double(messages * max(1, (itemBytes + 4095) / 4096))
    }

    /// The processor takes ten messages per call, in a quarter of a second, with 512 MB; the launcher has 256 MB and at most
    /// a minute.
    var functions: (calls: Double, gbSeconds: Double) {
        let batches = (Double(messages) / 10).rounded(.up)
        return (batches + 1, batches * 0.25 * 0.5 + 60 * 0.25)
    }
}
