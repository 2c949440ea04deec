import AWSClient

extension FleetModel {
    static func description(of member: Member) -> WireValue {
        var members: [String: WireValue] = [
            "taskArn": .text(member.arn), "lastStatus": .text(member.lastStatus), "overrides": member.overrides,
            "desiredStatus": .text(member.desiredStatus),
            "createdAt": .number(1_700_000_000 + member.createdAt / .seconds(1)),
            "containers": .list(member.containers),
        ]
        if let startedBy = member.startedBy { members["startedBy"] = .text(startedBy) }
        if let stopCode = member.stopCode { members["stopCode"] = .text(stopCode) }
        if let reason = member.stoppedReason { members["stoppedReason"] = .text(reason) }
        return .object(members)
    }

    /// Pages of 100. The token of a page is where it begins.
    mutating func listTasks(_ input: WireValue) throws -> WireValue {
        try input.checkMembers(["cluster", "startedBy", "family", "desiredStatus", "nextToken"])
        let desired = try input.text("desiredStatus")
        let (startedBy, family) = (try input.textIfPresent("startedBy"), try input.textIfPresent("family"))
        guard (startedBy == nil) != (family == nil) else {
            throw refused("InvalidParameterException", "one of startedBy and family")
        }
        let start = try input.textIfPresent("nextToken").flatMap { Int($0) } ?? 0
        let mine = members.indices.filter {
            members[$0].startedBy == startedBy ?? members[$0].startedBy
                && members[$0].family == family ?? members[$0].family
                && members[$0].desiredStatus == desired && !members[$0].isForgotten
        }
        let visible = mine.filter { members[$0].unseenBy == 0 }.map { WireValue.text(members[$0].arn) }
        if start == 0 { for index in mine where members[index].unseenBy > 0 { members[index].unseenBy -= 1 } }
        let page = visible.dropFirst(start).prefix(100)
        var answer: [String: WireValue] = ["taskArns": .list(Array(page))]
        if start + page.count < visible.count { answer["nextToken"] = .text(String(start + page.count)) }
        return .object(answer)
    }

    func describeTasks(_ input: WireValue) throws -> WireValue {
        try input.checkMembers(["cluster", "tasks"])
        let arns = try input.texts("tasks")
        guard (1...100).contains(arns.count) else { throw refused("InvalidParameterException", "1 to 100 tasks") }
        let known = members.filter { arns.contains($0.arn) && !$0.isForgotten }
        let missing = Set(arns).subtracting(known.map(\.arn)).sorted()
        return .object([
            "tasks": .list(known.map(Self.description)),
            "failures": .list(missing.map { .object(["arn": .text($0), "reason": .text("MISSING")]) }),
        ])
    }

    mutating func stopTask(_ input: WireValue) throws -> WireValue {
        try input.checkMembers(["cluster", "task", "reason"])
        let (arn, reason) = (try input.text("task"), try input.text("reason"))
        guard let index = members.firstIndex(where: { $0.arn == arn && !$0.isForgotten }) else {
            throw AWSError(
                operation: "StopTask",
                code: "InvalidParameterException",
                message: "The referenced task was not found.",
                status: 400
            )
        }
        if members[index].desiredStatus == "RUNNING" {
            members[index].desiredStatus = "STOPPED"
            members[index].stoppedReason = reason
            members[index].stopCode = "UserInitiated"
        }
        return .object(["task": Self.description(of: members[index])])
    }
}
