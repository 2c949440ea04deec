import FoundationEssentials
import Measurement
import Testing

@Suite struct UnansweredErrorsTests {
    @Test func reasonsBesideAWholeResponseAreNoLostRequests() {
        let errors: [String: UInt64] = [
            "timeout": 2, "dns": 1, "check_failed": 9, "capture_missing": 8, "body_too_large": 7, "value_missing": 6,
        ]
        #expect(errors.unanswered == 3)
        #expect([String: UInt64]().unanswered == 0)
        #expect(["timeout": UInt64.max, "dns": 1].unanswered == .max)
    }

    @Test func groupsAreReadAndMayBeMissing() throws {
        var window = WindowReport(windowStart: 1, windowLength: 2, endpoints: [])
        let text = try JSONEncoder().encode(window)
        #expect(!String(decoding: text, as: UTF8.self).contains("groups"))
        #expect(try JSONDecoder().decode(WindowReport.self, from: text) == window)
        window.groups = [GroupWindow(name: "g", completed: 3, failed: 1)]
        #expect(try JSONDecoder().decode(WindowReport.self, from: try JSONEncoder().encode(window)) == window)
    }
}
