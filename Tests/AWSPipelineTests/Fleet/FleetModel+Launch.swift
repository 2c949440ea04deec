import AWSClient

extension FleetModel {
    mutating func runTask(_ input: WireValue, at now: Duration) throws -> WireValue {
        try check(input)
        let token = try input.text("clientToken")
        var parameters = input
        if case .object(var members) = input {
            members["clientToken"] = nil
            parameters = .object(members)
        }
        if let known = tokens[token] {
            guard known.parameters == parameters else {
                throw refused("ConflictException", "the token was used before")
            }
            return try answer(known.outcome, isRepeated: true)
        }
        guard admit(at: now) else { throw refused("ThrottlingException", "Rate exceeded") }
        let outcome = launch(parameters, at: now)
        if case .success = outcome {
            tokens[token] = Token(parameters: parameters, outcome: outcome)
        } else if remembersRefusals {
            tokens[token] = Token(parameters: parameters, outcome: outcome)
        }
        return try answer(outcome, isRepeated: false)
    }

    private mutating func launch(_ parameters: WireValue, at now: Duration) -> Result<String, Refusal> {
        if !refusals.isEmpty { return .failure(refusals.removeFirst()) }
        guard members.count(where: { $0.lastStatus != "STOPPED" }) < quota else {
            let reason = "You’ve reached the limit on the number of vCPUs you can run concurrently"
            return .failure(Refusal(reason: reason))
        }
        let member = Member(
            arn: "arn:aws:ecs:eu-central-1:123456789012:task/LoadTest/\(members.count + 1)",
            startedBy: try? parameters.text("startedBy"),
            overrides: parameters["overrides"] ?? .object([:]),
            createdAt: now,
            unseenBy: listLag
        )
        members.append(member)
        return .success(member.arn)
    }

    /// Of a task that has stopped a repeated request tells little.
    private func answer(_ outcome: Result<String, Refusal>, isRepeated: Bool) throws -> WireValue {
        switch outcome {
        case .failure(let refusal):
            var failure: [String: WireValue] = ["reason": .text(refusal.reason)]
            if let detail = refusal.detail { failure["detail"] = .text(detail) }
            return .object(["tasks": .list([]), "failures": .list([.object(failure)])])
        case .success(let arn):
            guard let member = members.first(where: { $0.arn == arn }) else { throw refused("ServerException", "lost") }
            let isBrief = isRepeated && member.lastStatus == "STOPPED"
            let brief: WireValue = .object([
                "taskArn": .text(arn), "lastStatus": .text("STOPPED"), "desiredStatus": .text("STOPPED"),
            ])
            return .object(["tasks": .list([isBrief ? brief : Self.description(of: member)]), "failures": .list([])])
        }
    }

    private func check(_ input: WireValue) throws {
        try input.checkMembers([
            "cluster", "taskDefinition", "count", "launchType", "capacityProviderStrategy", "networkConfiguration",
            "overrides", "startedBy", "tags", "clientToken",
        ])
        guard try input.text("cluster") == "LoadTest" else { throw refused("ClusterNotFoundException", "no cluster") }
        let count = try input.integer("count", 0...1000)
        let startedBy = try input.textIfPresent("startedBy") ?? ""
        let token = try input.text("clientToken").utf8
        let overrides = try (input["overrides"] ?? .object([:])).response().body.count
        let vpc = input["networkConfiguration"]?["awsvpcConfiguration"]
        let rules: [(Bool, String)] = [
            ((1...10).contains(count), "count must be between 1 and 10"),
            (token.count <= 64 && token.allSatisfy { (33...126).contains($0) }, "clientToken"),
            (startedBy.utf8.count <= 128 && startedBy.utf8.allSatisfy(Self.isOfAName), "startedBy"),
            (overrides <= 8192, "Container Overrides length must be at most 8192"),
            (try vpc.map { try !$0.texts("subnets").isEmpty } ?? false, "subnets can not be empty."),
            (input["launchType"] == nil || input["capacityProviderStrategy"] == nil, "launch type and strategy"),
        ]
        for (holds, message) in rules where !holds { throw refused("InvalidParameterException", message) }
    }

    private static func isOfAName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"): true
        default: false
        }
    }

    func refused(_ code: String, _ message: String) -> AWSError {
        AWSError(operation: "RunTask", code: code, message: message, status: code == "ServerException" ? 500 : 400)
    }
}
