import FoundationEssentials
import Testing

@testable import LambdaRuntime

@Suite struct FailureReportTests {
    private struct Named: LambdaFailure {
        var errorType = "OddPayload"
        var errorMessage = "write an even number"
    }

    private enum Unnamed: Error, CustomStringConvertible {
        case lost
        var description: String { "it \"was\"\nlost" }
    }

    @Test func `an error speaks for itself where it can`() {
        let report = FailureReport(Named())
        #expect(report.errorType == "OddPayload")
        #expect(
            String(decoding: report.json, as: UTF8.self)
                == #"{"errorMessage":"write an even number","errorType":"OddPayload","stackTrace":[]}"#
        )
    }

    @Test func `any other error is named by its type`() {
        let report = FailureReport(Unnamed.lost)
        #expect(report.errorType == "Unnamed")
        #expect(
            String(decoding: report.json, as: UTF8.self)
                == #"{"errorMessage":"it \"was\"\nlost","errorType":"Unnamed","stackTrace":[]}"#
        )
    }

    @Test(arguments: [
        ("Function.Bad-Type_1", "Function.Bad-Type_1"), ("A<B>: c\r\nX: y", "A_B___c__X__y"), ("", "Error"),
        ("Fehlerübel", "Fehler_bel"), (String(repeating: "a", count: 101), String(repeating: "a", count: 100)),
    ])
    func `its type fits a header`(type: String, expected: String) {
        #expect(FailureReport(Named(errorType: type)).errorType == expected)
    }

    @Test func `its message is bounded`() throws {
        let report = FailureReport(Named(errorMessage: String(repeating: "é", count: 3000)))
        #expect(report.errorMessage == String(repeating: "é", count: 2000))
    }
}
