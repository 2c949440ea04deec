private import LoadPlan
public import ResultPipeline

/// Checks what ``RunRegistry`` promises, on runs of its own whose names begin with `prefix`.
/// - Throws: ``ContractViolation``, or what the registry throws.
public func checkRunRegistry(_ registry: any RunRegistry, prefix: String = "contract") async throws {
    try await checkClaim(registry, "\(prefix)-claim")
    try await checkBarrier(registry, "\(prefix)-barrier")
    try await checkControl(registry, "\(prefix)-control")
    try await checkListing(registry, "\(prefix)-list")
    try await checkUnknownRun(registry, "\(prefix)-unknown")
}

private func checkClaim(_ registry: any RunRegistry, _ testId: String) async throws {
    let header = try Sample.header(testId, taskCount: 2, createdAt: 1_700_000_000_000)
    let first = try await registry.claim(header)
    try requireEqual(first, .created, "the first claim creates the run")
    let stored = try await registry.header(of: testId)
    try requireEqual(stored, header, "a claimed header is read back as it was")

    var again = header
    again.createdAt += 5000
    let second = try await registry.claim(again)
    try requireEqual(second, .existing(header), "a claim with the same plan answers the run that exists")
    var other = header
    other.plan.virtualUsers += 1
    let third = try await registry.claim(other)
    try requireEqual(third, .conflict(header), "a claim with another plan is a conflict")
    var more = header
    more.taskCount += 1
    let fourth = try await registry.claim(more)
    try requireEqual(fourth, .conflict(header), "a claim with another number of tasks is a conflict")
    let unchanged = try await registry.header(of: testId)
    try requireEqual(unchanged, header, "later claims change nothing")
    try await checkClaimRace(registry, "\(testId)-race")
}

private func checkClaimRace(_ registry: any RunRegistry, _ testId: String) async throws {
    let header = try Sample.header(testId, taskCount: 8)
    let created = try await withThrowingTaskGroup(of: RunClaim.self) { group in
        for _ in 0..<8 { group.addTask { try await registry.claim(header) } }
        return try await group.reduce(0) { $0 + ($1 == .created ? 1 : 0) }
    }
    try requireEqual(created, 1, "of claims at the same time exactly one creates")
}

private func checkBarrier(_ registry: any RunRegistry, _ testId: String) async throws {
    _ = try await registry.claim(try Sample.header(testId, taskCount: 8))
    try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<8 { group.addTask { try await registry.join(testId, taskIndex: index) } }
        try await group.waitForAll()
    }
    try await registry.join(testId, taskIndex: 3)
    let joined = try await registry.header(of: testId)
    try requireEqual(joined?.ready, Set(0..<8), "every task that joined is ready, once")

    let starts = try await withThrowingTaskGroup(of: RunHeader.self) { group in
        for index in 0..<8 {
            let start = RunStart(at: 1_700_000_001_000 + Int64(index), tasks: Array(0..<8))
            group.addTask { try await registry.start(testId, start) }
        }
        return try await group.reduce(into: Set<RunStart?>()) { $0.insert($1.start) }
    }
    try requireEqual(starts.count, 1, "of starts proposed at the same time one stays, and all are told which")
    let stored = try await registry.header(of: testId)
    try require(stored?.start != nil && starts == [stored?.start], "the start that was told is the one stored")
    let late = try await registry.start(testId, RunStart(at: 1, tasks: [0]))
    try requireEqual(late.start, stored?.start, "a start that is set does not change")
}

private func checkControl(_ registry: any RunRegistry, _ testId: String) async throws {
    _ = try await registry.claim(try Sample.header(testId, taskCount: 1))
    try await keepTwice(registry, testId)
    try await registry.requestStop(testId, reason: "first reason")
    try await registry.requestStop(testId, reason: "second reason")
    try await registry.keep(testId, captures: ["token": "late"])
    let stopped = try await registry.header(of: testId)
    try requireEqual(stopped?.stopReason, "first reason", "the first reason to stop stays")
    try requireEqual(stopped?.captures, nil, "what the setup captured is forgotten when the run is told to end")

    _ = try await registry.claim(try Sample.header("\(testId)-begun", taskCount: 1))
    try await keepTwice(registry, "\(testId)-begun")
    let begun = try await registry.start("\(testId)-begun", RunStart(at: Sample.start, tasks: [0]))
    try requireEqual(begun.captures, nil, "what the setup captured is forgotten at the start")
    try await registry.keep("\(testId)-begun", captures: ["token": "late"])
    let later = try await registry.header(of: "\(testId)-begun")
    try requireEqual(later?.captures, nil, "what comes after the start is not kept")

    let early = RunOutcome(verdict: "invalid", finishedAt: 1_700_000_002_000, requests: 9, failed: 1, p99: 1.5)
    let revised = RunOutcome(verdict: "passed", finishedAt: 1_700_000_003_000, requests: 10, failed: 0, p99: 12.345)
    try await registry.finish(testId, early)
    try await registry.finish(testId, revised)
    let finished = try await registry.header(of: testId)
    try requireEqual(finished?.outcome, revised, "the last outcome stays")
    try requireEqual(finished?.captures, nil, "what the setup captured is forgotten when the run ends")
}

private func keepTwice(_ registry: any RunRegistry, _ testId: String) async throws {
    try await registry.keep(testId, captures: ["token": "first", "é": "é\"\n"])
    try await registry.keep(testId, captures: ["token": "second"])
    let captured = try await registry.header(of: testId)
    try requireEqual(captured?.captures, ["token": "first", "é": "é\"\n"], "what was captured first stays")
}

private func checkListing(_ registry: any RunRegistry, _ testId: String) async throws {
    // Later than any other run here, claimed out of order.
    let times: [Int64] = [4_000_000_002_000, 4_000_000_003_000, 4_000_000_001_000]
    for (index, time) in times.enumerated() {
        _ = try await registry.claim(try Sample.header("\(testId)-\(index)", taskCount: 1, createdAt: time))
    }
    let newest = try await registry.runs(limit: 2)
    try requireEqual(
        newest.map(\.testId),
        ["\(testId)-1", "\(testId)-0"],
        "the newest runs come first, up to the limit"
    )
}

private func checkUnknownRun(_ registry: any RunRegistry, _ testId: String) async throws {
    let before = try await registry.header(of: testId)
    try requireEqual(before, nil, "a run that nobody claimed has no header")
    try await requireError("starting a run that nobody claimed") {
        _ = try await registry.start(testId, RunStart(at: 1, tasks: [0]))
    }
    try? await registry.join(testId, taskIndex: 0)
    try? await registry.requestStop(testId, reason: "none")
    let after = try await registry.header(of: testId)
    try requireEqual(after, nil, "only a claim creates a run")
}
