import LoadPlan
import PipelineTestKit
import ResultPipeline
import Testing

@Suite("Whatever the launcher is sent")
struct PayloadFormTests {
    @Test(
        "an event that is no object is refused as a whole",
        arguments: [
            ("", "not JSON"), ("targetUrl=http://a/", "not JSON"), ("[]", "an array"), ("null", "null"),
            ("7", "a number"),
            (#""{\"vus\": 1}""#, "not encoded a second time"), (#"{"vus": 1"#, "not JSON"),
            (#"{"vus": 1} x"#, "not JSON"),
        ]
    )
    func noObject(text: String, words: String) {
        let problems = PayloadText.problems(Array(text.utf8))
        #expect(problems.map(\.field) == ["payload"])
        #expect(problems.first?.message.contains(words) == true, "\(problems)")
    }

    @Test("a payload of more than 256 KiB is refused before it is read")
    func size() {
        let padding = [UInt8](repeating: 0x20, count: 262_144 - PayloadText.with([:]).count)
        #expect(PayloadText.problems(PayloadText.with([:]) + padding) == [])
        let problems = PayloadText.problems(PayloadText.with([:]) + padding + [0x20])
        #expect(problems.map(\.field) == ["payload"])
    }

    @Test("secrets are in no message, wherever the mistake is")
    func secrets() {
        let secret = "S3cr3tValue"
        let events: [[String: String?]] = [
            ["headers": #"{"Authorization": "Bearer \#(secret)\r\nX: y"}"#],
            ["headers": #"{"Authorization": ["\#(secret)"]}"#], ["headers": #""Authorization: \#(secret)""#],
            ["headers": #"{"Transfer-Encoding": "\#(secret)"}"#], ["body": #"{"password": "\#(secret)"}"#],
            ["targetUrl": #""user:\#(secret)@target.test""#], ["targetUrl": #""ftp://user:\#(secret)@target.test""#],
            ["targetUrl": #""http://user:\#(secret)@target.test:99999/""#],
            ["targetUrl": #""http://user:\#(secret)@exa mple/""#], ["targetUrl": #"["http://u:\#(secret)@a/"]"#],
            ["targetUrl": #""http://a b/?token=\#(secret)""#], ["authorization": #""\#(secret)""#],
            ["headers": #"{"Authorization": "\#(secret)" "Accept": "a"}"#],
        ]
        for event in events {
            let problems = PayloadText.problems(PayloadText.with(event))
            #expect(problems.count == 1)
            #expect(!problems.description.contains(secret), "\(problems)")
        }
    }

    @Test("no event does more than be taken or refused with at least one bounded reason", arguments: 0..<8)
    func anyEvent(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        var taken = 0
        for _ in 0..<2000 {
            let bytes = random.event()
            do throws(LaunchError) {
                let payload = try LaunchPayload(decoding: bytes)
                taken += 1
                #expect((1...1000).contains(payload.taskCount))
                #expect((1...payload.taskCount).contains(payload.minTasks))
                #expect((1...1_000_000).contains(payload.plan.virtualUsers))
                #expect(payload.plan.profile.seconds > 0 && payload.plan.profile.seconds <= 86_400)
                #expect(payload.testId.map(TestID.isValid) ?? true)
            } catch {
                #expect(error.code == .invalidPayload && !error.diagnostics.isEmpty)
                #expect(error.message.utf8.count < 64_000)
                #expect(error.diagnostics.allSatisfy { $0.field.count <= 65 && $0.message.count <= 500 })
            }
        }
        #expect(taken > 20, "the generator must also make payloads that are taken")
    }
}
