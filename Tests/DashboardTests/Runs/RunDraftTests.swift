import LoadPlan
import ResultPipeline
import Testing

@testable import Dashboard

/// A form becomes the launch payload that says the same.
struct RunDraftTests {
    @Test func theFormIsThePayload() throws {
        let draft = RunDraft([
            "targetUrl": "http://127.0.0.1/", "method": "POST", "vus": "5", "rate": "2.5", "duration": "90s",
            "taskCount": "2", "headers": "X-One: 1\r\n\r\nX-Two:  2: 3\n", "body": "text",
        ])
        let payload = try LaunchPayload(decoding: draft.payload)
        #expect(payload.taskCount == 2)
        #expect(payload.plan.virtualUsers == 5)
        #expect(payload.plan.profile.seconds == 90)
        #expect(payload.plan.request.method == "POST")
        #expect(payload.plan.request.body == Array("text".utf8))
        #expect(Set(payload.plan.request.headers.map { "\($0.name)=\($0.value)" }) == ["X-One=1", "X-Two=2: 3"])
    }

    @Test(arguments: [
        (["vus": "many"], "vus"), (["rate": "fast"], "rate"), (["duration": "soon"], "duration"),
        (["taskCount": "1.5"], "taskCount"), (["headers": "no colon"], "headers"),
        (["targetUrl": "ftp://x/"], "targetUrl"),
        (["vus": ""], "vus"), (["vus": "nan"], "vus"), (["rate": "inf"], "rate"),
    ])
    func whatIsWrongIsRefusedByName(change: [String: String], field: String) {
        let sound = ["targetUrl": "http://127.0.0.1/", "vus": "1", "duration": "5", "method": "GET"]
        let draft = RunDraft(sound.merging(change) { $1 })
        let error = #expect(throws: LaunchError.self) { try LaunchPayload(decoding: draft.payload) }
        #expect(error?.diagnostics.contains { $0.field == field } == true)
    }

    @Test func aPlanStandsForItself() {
        let draft = RunDraft(["plan": #"{"target":"http://x/"}"#, "taskCount": "2", "vus": "7"])
        #expect(String(decoding: draft.payload, as: UTF8.self) == #"{"plan":{"target":"http://x/"},"taskCount":2}"#)
        let odd = RunDraft(["plan": "{}", "taskCount": "a\"b"])
        #expect(String(decoding: odd.payload, as: UTF8.self) == #"{"plan":{},"taskCount":"a\"b"}"#)
    }
}
