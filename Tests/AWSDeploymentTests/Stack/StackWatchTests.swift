import AWSClient
import Testing

@testable import AWSDeployment

struct StackWatchTests {
    @Test func `the reason is that of the first resource that failed by itself`() throws {
        var watch = StackWatch(stackId: "arn", total: 3, known: nil)
        let told = watch.take([
            event("7", "Stack", "ROLLBACK_IN_PROGRESS", physicalId: "arn"),
            event("6", "C", "CREATE_FAILED", "Resource creation cancelled"),
            event("5", "B", "CREATE_FAILED", "limit reached"),
            event("4", "A", "CREATE_FAILED", "Resource creation Cancelled"),
            event("3", "B", "CREATE_IN_PROGRESS"), event("2", "A", "CREATE_IN_PROGRESS"),
            event("1", "Stack", "CREATE_IN_PROGRESS", physicalId: "arn"),
        ])
        #expect(told.count == 5)
        #expect(watch.end == nil)
        #expect(watch.newest == "7")
        _ = watch.take([
            event("9", "Stack", "ROLLBACK_COMPLETE", physicalId: "arn"), event("8", "B", "DELETE_COMPLETE"),
        ])
        #expect(watch.end == "ROLLBACK_COMPLETE")
        let error = #expect(throws: DeployError.self) { try watch.outcome(of: "created", stack: "S") }
        #expect(error?.code == .changeFailed)
        #expect(error?.message.contains("B (T) failed: limit reached") == true)
        #expect(error?.message.contains("deleted again") == true)
    }

    @Test func `resources that came to their end are counted once`() {
        var watch = StackWatch(stackId: "arn", total: 2, known: nil)
        let told = watch.take([
            event("5", "B", "CREATE_COMPLETE"), event("4", "A", "CREATE_COMPLETE"), event("3", "A", "CREATE_COMPLETE"),
            event("2", "B", "CREATE_IN_PROGRESS"), event("1", "A", "CREATE_IN_PROGRESS"),
        ])
        let counts = told.map { event in if case .resource(_, let done, 2) = event { done } else { -1 } }
        #expect(counts == [0, 0, 1, 1, 2])
        #expect(told.last?.text == "  2/2  CREATE_COMPLETE     T  B")
    }

    @Test(arguments: ["CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE"])
    func `a change that ended well throws nothing`(status: String) throws {
        var watch = StackWatch(stackId: "arn", total: 1, known: "0")
        _ = watch.take([event("1", "Stack", status, physicalId: "arn")])
        #expect(watch.end == status)
        try watch.outcome(of: "created", stack: "S")
    }

    @Test func `an update that was rolled back says so`() {
        var watch = StackWatch(stackId: "arn", total: 1, known: nil)
        _ = watch.take([
            event("2", "Stack", "UPDATE_ROLLBACK_COMPLETE", physicalId: "arn"), event("1", "Q", "UPDATE_FAILED", "why"),
        ])
        let error = #expect(throws: DeployError.self) { try watch.outcome(of: "updated", stack: "S") }
        #expect(error?.message == "the stack S could not be updated: Q (T) failed: why. The stack is as it was before")
    }

    private func event(
        _ id: String,
        _ logicalId: String,
        _ status: String,
        _ reason: String? = nil,
        physicalId: String? = nil
    ) -> CloudFormationEvent {
        CloudFormationEvent(
            id: id,
            logicalId: logicalId,
            physicalId: physicalId,
            type: "T",
            status: status,
            reason: reason
        )
    }
}
