extension StrictInput {
    private struct Write: Codable {
        struct Put: Codable { var Item: StrictItem }
        var PutRequest: Put
    }

    func batchWrite(_ table: inout StrictTable, atMost limit: Int) throws -> [UInt8] {
        struct Input: Decodable { var RequestItems: [String: [Write]] }
        struct Answer: Encodable { var UnprocessedItems: [String: [Write]] }
        let requests = try decoded(Input.self, fields: ["RequestItems"]).RequestItems
        let writes = requests.values.flatMap { $0 }
        for name in requests.keys { try checkTable(name) }
        guard (1...25).contains(writes.count) else {
            throw StrictRefusal("Too many items requested for the BatchWriteItem call")
        }
        let keys = try writes.map { try StrictTable.Key($0.PutRequest.Item, isWhole: false) }
        guard Set(keys).count == keys.count else {
            throw StrictRefusal("Provided list of item keys contains duplicates")
        }
        for write in writes { try write.PutRequest.Item.check() }
        for (write, key) in zip(writes, keys).prefix(limit) { table.put(write.PutRequest.Item, key) }
        let left = Array(writes.dropFirst(limit))
        guard left.count < writes.count else {
            throw StrictRefusal(
                code: "ProvisionedThroughputExceededException",
                "The level of configured throughput was exceeded"
            )
        }
        return try Self.encoded(Answer(UnprocessedItems: left.isEmpty ? [:] : [tableName: left]))
    }

    private struct Keys: Codable {
        var Keys: [StrictItem]
        var ConsistentRead: Bool?
    }

    func batchGet(_ table: StrictTable, atMost limit: Int) throws -> [UInt8] {
        struct Input: Decodable { var RequestItems: [String: Keys] }
        struct Answer: Encodable {
            var Responses: [String: [StrictItem]]
            var UnprocessedKeys: [String: Keys]
        }
        let requests = try decoded(Input.self, fields: ["RequestItems"]).RequestItems
        guard let request = requests[tableName], requests.count == 1 else {
            throw StrictRefusal(code: "ResourceNotFoundException", "Requested resource not found")
        }
        guard (1...100).contains(request.Keys.count) else {
            throw StrictRefusal("Too many items requested for the BatchGetItem call")
        }
        let keys = try request.Keys.map { try StrictTable.Key($0, isWhole: true) }
        guard Set(keys).count == keys.count else {
            throw StrictRefusal("Provided list of item keys contains duplicates")
        }
        let isConsistent = request.ConsistentRead ?? false
        // In an order of their own, as DynamoDB does.
        let found = keys.prefix(limit).reversed().compactMap { table.item($0, isConsistent: isConsistent) }
        let left = keys.dropFirst(limit).map(\.item)
        return try Self.encoded(
            Answer(
                Responses: [tableName: found],
                UnprocessedKeys: left.isEmpty ? [:] : [tableName: Keys(Keys: left, ConsistentRead: isConsistent)]
            )
        )
    }
}
