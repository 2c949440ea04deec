internal import AWSClient

/// Follows a change of a stack by its events. Asks nobody: takes pages in, and tells what is new.
struct StackWatch: Sendable {
    /// ARN of the stack.
    let stackId: String
    /// Resources that will come to an end.
    let total: Int
    /// The newest event that was taken in.
    private(set) var newest: String?
    /// The first resource that failed by itself, and not because another one did.
    private(set) var firstFailure: CloudFormationEvent?
    /// The status in which the change ended.
    private(set) var end: String?
    private var ended: Set<String> = []

    /// - Parameter known: The newest event from before the change.
    init(stackId: String, total: Int, known: String?) {
        self.stackId = stackId
        self.total = total
        newest = known
    }

    /// Takes in what is new, newest first, as CloudFormation lists it.
    /// - Returns: What there is to tell, oldest first.
    mutating func take(_ events: [CloudFormationEvent]) -> [DeployEvent] {
        var told: [DeployEvent] = []
        for event in events.reversed() {
            newest = event.id
            guard event.physicalId != stackId else {
                if StackState.isEnd(event.status) { end = event.status }
                continue
            }
            if event.status.hasSuffix("_FAILED"), firstFailure == nil, !Self.isConsequence(event) {
                firstFailure = event
            }
            if StackState.isEnd(event.status) { ended.insert(event.logicalId) }
            told.append(.resource(event, done: min(ended.count, total), total: total))
        }
        return told
    }

    /// What the change came to.
    /// - Throws: ``DeployError`` `changeFailed` with the reason of the resource that failed first.
    func outcome(of verb: String, stack: String) throws(DeployError) {
        guard let end, !StackState.isSuccess(end) else { return }
        var message = "the stack \(stack) could not be \(verb)"
        if let failure = firstFailure {
            message += ": \(failure.logicalId) (\(failure.type)) failed: \(failure.reason ?? "no reason was given")"
        }
        switch end {
        case "ROLLBACK_COMPLETE": message += ". All that was made is deleted again; deploy once more when it is mended"
        case "UPDATE_ROLLBACK_COMPLETE": message += ". The stack is as it was before"
        default: message += ". The stack is left in \(end): see its events in the console of CloudFormation"
        }
        throw DeployError(.changeFailed, message)
    }

    /// CloudFormation stops what is under way when a resource fails; that tells nothing of the reason.
    private static func isConsequence(_ event: CloudFormationEvent) -> Bool {
        guard let reason = event.reason?.lowercased() else { return false }
        return reason.hasPrefix("resource creation cancelled") || reason.hasPrefix("resource update cancelled")
            || reason.hasPrefix("resource deletion cancelled")
    }
}
