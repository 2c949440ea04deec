extension AWSError {
    /// A condition did not hold; nothing was written.
    public var isConditionalCheckFailed: Bool { code == "ConditionalCheckFailedException" }

    /// The item as it stood when a condition did not hold. Nil where there was no item, where it was not asked for
    /// (`returnsItemOnConditionFailure`), or where it was too large to be kept with the error: then read it.
    public var conditionalCheckItem: DynamoDBItem? {
        guard isConditionalCheckFailed else { return nil }
        var item: DynamoDBItem?
        var json = JSONReader(body)
        try? json.object { name, json throws(JSONSyntaxError) in
            if name == "Item" { item = try json.item() } else { try json.skip() }
        }
        return item
    }

    /// DynamoDB may well do the same later: it was throttled, was not well, or did not answer. The operation may
    /// nevertheless have been carried out.
    ///
    /// Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
    public var isTransientInDynamoDB: Bool {
        code == "transport" || RetryKind(status: status ?? 0, code: code) != nil
    }
}
