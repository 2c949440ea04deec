internal import AWSClient

/// Cuts entries into batches that SQS takes.
enum SQSBatches {
    /// Batches of at most ``SQSClient/maxEntries`` entries in order, which together weigh at most `limit` unless an entry
    /// alone weighs more.
    static func cut<Entry>(_ entries: [Entry], limit: Int = .max, weight: (Entry) -> Int = { _ in 0 }) -> [[Entry]] {
        var batches: [[Entry]] = []
        var last = 0
        for entry in entries {
            let weight = weight(entry)
            if let current = batches.last, current.count < SQSClient.maxEntries, last + weight <= limit {
                batches[batches.count - 1].append(entry)
                last += weight
            } else {
                batches.append([entry])
                last = weight
            }
        }
        return batches
    }
}
