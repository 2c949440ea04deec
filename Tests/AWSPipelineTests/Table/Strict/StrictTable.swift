/// The items of a table with the keys `testId` (S) and `timestamp` (N).
struct StrictTable: Sendable {
    struct Key: Hashable, Sendable {
        var testId: String
        var timestamp: StrictNumber

        /// - Parameter isWhole: The attributes are the key and nothing else.
        init(_ item: StrictItem, isWhole: Bool) throws {
            guard case .s(let testId) = item["testId"], case .n(let timestamp) = item["timestamp"] else {
                throw StrictRefusal("One or more parameter values were invalid: Missing the key, or of another type")
            }
            guard !testId.isEmpty else {
                throw StrictRefusal(
                    "The AttributeValue for a key attribute cannot contain an empty string value. Key: testId"
                )
            }
            guard !isWhole || item.count == 2 else {
                throw StrictRefusal("The provided key element does not match the schema")
            }
            self.testId = testId
            self.timestamp = timestamp
        }

        var item: StrictItem { ["testId": .s(testId), "timestamp": .n(timestamp)] }
    }

    private var partitions: [String: [StrictNumber: StrictItem]] = [:]
    /// What the last write replaced: a replica that lags by one write still has it.
    private var lastWrite: (key: Key, before: StrictItem?)?
    private(set) var writes = 0

    var items: Set<StrictItem> { Set(partitions.values.flatMap(\.values)) }

    func item(_ key: Key, isConsistent: Bool) -> StrictItem? {
        if !isConsistent, let lastWrite, lastWrite.key == key { return lastWrite.before }
        return partitions[key.testId]?[key.timestamp]
    }

    /// The items of a partition in ascending order.
    func items(_ testId: String, isConsistent: Bool) -> [(key: StrictNumber, item: StrictItem)] {
        var partition = partitions[testId] ?? [:]
        if !isConsistent, let lastWrite, lastWrite.key.testId == testId {
            partition[lastWrite.key.timestamp] = lastWrite.before
        }
        return partition.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    mutating func put(_ item: StrictItem, _ key: Key) {
        lastWrite = (key, partitions[key.testId]?[key.timestamp])
        partitions[key.testId, default: [:]][key.timestamp] = item
        writes += 1
    }
}
