extension StrictInput {
    private struct Query: Decodable {
        var TableName: String
        var KeyConditionExpression: String
        var ExpressionAttributeNames: [String: String]?
        var ExpressionAttributeValues: StrictItem?
        var ScanIndexForward: Bool?
        var ConsistentRead: Bool?
        var Limit: Int?
        var ExclusiveStartKey: StrictItem?
    }

    func query(_ table: StrictTable) throws -> [UInt8] {
        struct Answer: Encodable {
            var Items: [StrictItem] = []
            var Count = 0
            var ScannedCount = 0
            var LastEvaluatedKey: StrictItem?
        }
        let input = try decoded(
            Query.self,
            fields: [
                "TableName", "KeyConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues",
                "ScanIndexForward", "ConsistentRead", "Limit", "ExclusiveStartKey",
            ]
        )
        try checkTable(input.TableName)
        guard input.Limit ?? 1 >= 1 else { throw StrictRefusal("Limit must be greater than or equal to 1") }
        let bindings = try StrictBindings(
            names: input.ExpressionAttributeNames,
            values: input.ExpressionAttributeValues
        )
        let condition = try StrictCondition(input.KeyConditionExpression, bindings)
        try bindings.checkUse()
        let testId = try Self.partition(condition)
        let start = try input.ExclusiveStartKey.map { try StrictTable.Key($0, isWhole: true) }
        guard start == nil || start?.testId == testId else {
            throw StrictRefusal("The provided starting key is invalid")
        }
        let isAscending = input.ScanIndexForward ?? true
        var items = table.items(testId, isConsistent: input.ConsistentRead ?? false)
        if !isAscending { items.reverse() }
        if let start { items = items.filter { isAscending ? start.timestamp < $0.key : $0.key < start.timestamp } }

        var answer = Answer()
        var bytes = 0
        for (key, item) in items where try condition.holds(item) {
            bytes += item.bytes
            answer.Items.append(item)
            answer.Count += 1
            answer.ScannedCount += 1
            // The key is given although it may be the last: DynamoDB does not look ahead.
            if bytes >= 1 << 20 || answer.Count == input.Limit {
                answer.LastEvaluatedKey = ["testId": .s(testId), "timestamp": .n(key)]
                break
            }
        }
        return try Self.encoded(answer)
    }

    /// The one partition that a key condition names; conditions of other forms are refused.
    private static func partition(_ condition: StrictCondition) throws -> String {
        switch condition {
        case .compare(.attribute("testId"), "=", .value(.s(let testId))): return testId
        case .and(let left, .between(.attribute("timestamp"), .value(.n(let low)), .value(.n(let high)))):
            guard low <= high else {
                throw StrictRefusal("The BETWEEN operator requires upper bound to be greater than or equal")
            }
            return try partition(left)
        case .and(let left, .compare(.attribute("timestamp"), let sign, .value(.n))) where sign != "<>":
            return try partition(left)
        default: throw StrictRefusal("Query condition missed key schema element, or is not supported")
        }
    }
}
