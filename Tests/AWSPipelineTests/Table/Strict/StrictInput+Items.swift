extension StrictInput {
    private struct Put: Decodable {
        var TableName: String
        var Item: StrictItem
        var ConditionExpression: String?
        var ExpressionAttributeNames: [String: String]?
        var ExpressionAttributeValues: StrictItem?
        var ReturnValuesOnConditionCheckFailure: String?
    }

    func putItem(_ table: inout StrictTable) throws -> [UInt8] {
        let input = try decoded(
            Put.self,
            fields: [
                "TableName", "Item", "ConditionExpression", "ExpressionAttributeNames", "ExpressionAttributeValues",
                "ReturnValuesOnConditionCheckFailure",
            ]
        )
        try checkTable(input.TableName)
        try input.Item.check()
        let key = try StrictTable.Key(input.Item, isWhole: false)
        let bindings = try StrictBindings(
            names: input.ExpressionAttributeNames,
            values: input.ExpressionAttributeValues
        )
        let condition = try input.ConditionExpression.map { try StrictCondition($0, bindings) }
        try bindings.checkUse()
        let present = table.item(key, isConsistent: true)
        try Self.require(condition, present, input.ReturnValuesOnConditionCheckFailure)
        table.put(input.Item, key)
        return try Self.encoded(EmptyAnswer())
    }

    private struct Get: Decodable {
        var TableName: String
        var Key: StrictItem
        var ConsistentRead: Bool?
    }

    func getItem(_ table: StrictTable) throws -> [UInt8] {
        struct Answer: Encodable { var Item: StrictItem? }
        let input = try decoded(Get.self, fields: ["TableName", "Key", "ConsistentRead"])
        try checkTable(input.TableName)
        let key = try StrictTable.Key(input.Key, isWhole: true)
        return try Self.encoded(Answer(Item: table.item(key, isConsistent: input.ConsistentRead ?? false)))
    }

    private struct Update: Decodable {
        var TableName: String
        var Key: StrictItem
        var UpdateExpression: String
        var ConditionExpression: String?
        var ExpressionAttributeNames: [String: String]?
        var ExpressionAttributeValues: StrictItem?
        var ReturnValues: String?
        var ReturnValuesOnConditionCheckFailure: String?
    }

    func updateItem(_ table: inout StrictTable) throws -> [UInt8] {
        struct Answer: Encodable { var Attributes: StrictItem? }
        let input = try decoded(
            Update.self,
            fields: [
                "TableName", "Key", "UpdateExpression", "ConditionExpression", "ExpressionAttributeNames",
                "ExpressionAttributeValues", "ReturnValues", "ReturnValuesOnConditionCheckFailure",
            ]
        )
        try checkTable(input.TableName)
        let key = try StrictTable.Key(input.Key, isWhole: true)
        let bindings = try StrictBindings(
            names: input.ExpressionAttributeNames,
            values: input.ExpressionAttributeValues
        )
        let update = try StrictUpdate(input.UpdateExpression, bindings)
        let condition = try input.ConditionExpression.map { try StrictCondition($0, bindings) }
        try bindings.checkUse()
        let present = table.item(key, isConsistent: true)
        try Self.require(condition, present, input.ReturnValuesOnConditionCheckFailure)
        let item = try update.applied(to: present ?? key.item)
        try item.check()
        table.put(item, key)
        switch input.ReturnValues ?? "NONE" {
        case "NONE": return try Self.encoded(EmptyAnswer())
        case "ALL_NEW": return try Self.encoded(Answer(Attributes: item))
        case "ALL_OLD": return try Self.encoded(Answer(Attributes: present))
        default: throw StrictRefusal("this fake has no ReturnValues \(input.ReturnValues ?? "")")
        }
    }

    private static func require(_ condition: StrictCondition?, _ item: StrictItem?, _ returned: String?) throws {
        guard try condition?.holds(item) == false else { return }
        throw StrictRefusal(
            code: "ConditionalCheckFailedException",
            "The conditional request failed",
            item: returned == "ALL_OLD" ? item : nil
        )
    }
}
