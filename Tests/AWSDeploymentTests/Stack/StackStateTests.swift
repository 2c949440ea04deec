import Testing

@testable import AWSDeployment

struct StackStateTests {
    @Test(
        arguments: [
            (nil, StackState.absent), ("REVIEW_IN_PROGRESS", .absent), ("DELETE_COMPLETE", .absent),
            ("CREATE_COMPLETE", .settled), ("UPDATE_COMPLETE", .settled), ("UPDATE_ROLLBACK_COMPLETE", .settled),
            ("IMPORT_ROLLBACK_COMPLETE", .settled), ("ROLLBACK_COMPLETE", .stillborn), ("CREATE_FAILED", .stillborn),
            ("ROLLBACK_FAILED", .stillborn), ("DELETE_IN_PROGRESS", .leaving), ("CREATE_IN_PROGRESS", .changing),
            ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", .changing), ("UPDATE_ROLLBACK_IN_PROGRESS", .changing),
            ("UPDATE_ROLLBACK_FAILED", .stuck), ("DELETE_FAILED", .stuck),
        ] as [(String?, StackState)]
    )
    func `a status says what may be done`(status: String?, state: StackState) {
        #expect(StackState(status: status) == state)
    }

    @Test(arguments: [
        ("CREATE_COMPLETE", true, true), ("UPDATE_ROLLBACK_COMPLETE", true, false), ("ROLLBACK_COMPLETE", true, false),
        ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", false, false), ("DELETE_COMPLETE", true, true),
        ("DELETE_FAILED", true, false), ("CREATE_IN_PROGRESS", false, false),
    ])
    func `a change ends well or badly`(status: String, isEnd: Bool, isSuccess: Bool) {
        #expect(StackState.isEnd(status) == isEnd)
        #expect(StackState.isSuccess(status) == isSuccess)
    }
}
