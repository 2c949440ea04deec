import AWSClient

extension FakeSQS {
    func sendBatch(_ input: WireValue, _ url: String, _ state: inout State, _ now: Duration) throws -> WireValue {
        let operation = "SendMessageBatch"
        let sizes = try input.list("Entries").map { try $0.text("MessageBody").utf8.count }
        guard sizes.reduce(0, +) <= Self.maxBytes else { throw refusal(operation, "BatchRequestTooLong") }
        guard !sizes.contains(0) else { throw refusal(operation, "MissingRequiredParameterException") }
        return try batch(operation, input, members: ["Id", "MessageBody"], &state) { entry, state in
            let body = try entry.text("MessageBody")
            guard body.unicodeScalars.allSatisfy(Self.isAdmitted) else { return "InvalidMessageContents" }
            _ = state.queue.send(body, to: url, at: now)
            return nil
        }
    }

    /// Carries out each entry unless it is scripted to fail; `perform` answers the code of an error of the sender's.
    func batch(
        _ operation: String,
        _ input: WireValue,
        members: Set<String>,
        _ state: inout State,
        perform: (WireValue, inout State) throws -> String?
    ) throws -> WireValue {
        try input.checkMembers(["QueueUrl", "Entries"])
        let entries = try input.list("Entries")
        guard !entries.isEmpty else { throw refusal(operation, "EmptyBatchRequest") }
        guard entries.count <= 10 else { throw refusal(operation, "TooManyEntriesInBatchRequest") }
        let ids = try entries.map { try $0.text("Id") }
        guard Set(ids).count == ids.count else { throw refusal(operation, "BatchEntryIdsNotDistinct") }
        guard ids.allSatisfy(Self.isId) else { throw refusal(operation, "InvalidBatchEntryId") }
        let fault = state.entryFaults.firstIndex { $0.operation == operation }.map { state.entryFaults.remove(at: $0) }
        var successful: [WireValue] = []
        var failed: [WireValue] = []
        for (id, entry) in zip(ids, entries) {
            try entry.checkMembers(members)
            if let fault, fault.ids.contains(id) {
                failed.append(Self.failure(id, fault.code, isSendersFault: fault.isSendersFault))
            } else if let code = try perform(entry, &state) {
                failed.append(Self.failure(id, code, isSendersFault: true))
            } else {
                successful.append(.object(["Id": .text(id)]))
            }
        }
        // As AWS does, a list that would be empty is left out.
        var answer: [String: WireValue] = [:]
        if !successful.isEmpty { answer["Successful"] = .list(successful) }
        if !failed.isEmpty { answer["Failed"] = .list(failed) }
        return .object(answer)
    }

    func receive(_ input: WireValue, _ url: String, _ state: inout State, _ now: Duration) throws -> WireValue {
        try input.checkMembers([
            "QueueUrl", "MaxNumberOfMessages", "WaitTimeSeconds", "VisibilityTimeout", "MessageSystemAttributeNames",
        ])
        let limit = try input.integerIfPresent("MaxNumberOfMessages", 1...10) ?? 1
        _ = try input.integerIfPresent("WaitTimeSeconds", 0...20)
        let hidden = try input.integerIfPresent("VisibilityTimeout", 0...43_200).map { Duration.seconds($0) }
        let counts =
            try input["MessageSystemAttributeNames"] != nil
            && input.texts("MessageSystemAttributeNames").contains("ApproximateReceiveCount")
        let messages = state.queue.receive(limit, from: url, visibility: hidden ?? visibility, at: now)
        guard !messages.isEmpty else { return .object([:]) }
        let list = messages.map { message -> WireValue in
            var members: [String: WireValue] = [
                "MessageId": .text(message.id), "ReceiptHandle": .text(message.handle ?? ""),
                "Body": .text(message.body),
            ]
            if counts {
                members["Attributes"] = .object(["ApproximateReceiveCount": .text(String(message.receiveCount))])
            }
            return .object(members)
        }
        return .object(["Messages": .list(list)])
    }

    private static func failure(_ id: String, _ code: String, isSendersFault: Bool) -> WireValue {
        .object(["Id": .text(id), "Code": .text(code), "SenderFault": .bool(isSendersFault)])
    }

    private static func isId(_ id: String) -> Bool {
        (1...80).contains(id.utf8.count)
            && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
    }

    /// The characters of the SendMessage page.
    static func isAdmitted(_ scalar: Unicode.Scalar) -> Bool {
        let code = scalar.value
        return [0x9, 0xa, 0xd].contains(code) || (0x20...0xd7ff).contains(code) || (0xe000...0xfffd).contains(code)
            || (0x10000...0x10ffff).contains(code)
    }
}
