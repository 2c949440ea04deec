public import Measurement

/// A run as JUnit XML, for pipelines that show test results: the run itself, every threshold and every check is a case.
public struct JUnitReport: Sendable {
    private let summary: RunSummary

    /// The report of `summary`.
    public init(_ summary: RunSummary) {
        self.summary = summary
    }

    private struct Case {
        let group: String
        let name: String
        var failure: String?
        var error: String?
    }

    /// UTF-8 XML. A run that is invalid or was interrupted is an error, a threshold or check that did not hold a failure.
    public var bytes: [UInt8] {
        let cases = [run] + thresholds + checks
        let (failures, errors) = (cases.count { $0.failure != nil }, cases.count { $0.error != nil })
        let counts = #"tests="\#(cases.count)" failures="\#(failures)" errors="\#(errors)""#
        let seconds = FixedDecimal.plain(summary.durationSeconds)
        var xml = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
        xml += #"<testsuites name="loadtester" \#(counts) time="\#(seconds)">"# + "\n"
        xml +=
            #"  <testsuite name="\#(XMLText.attribute(summary.targetUrl))" id="\#(XMLText.attribute(summary.testId))" \#(counts) "#
        xml += #"skipped="0" time="\#(seconds)" timestamp="\#(summary.startedAt)">"# + "\n"
        for test in cases { xml += text(of: test) }
        return Array((xml + "  </testsuite>\n</testsuites>\n").utf8)
    }

    private func text(of test: Case) -> String {
        let head =
            #"    <testcase classname="loadtester.\#(test.group)" name="\#(XMLText.attribute(test.name))" time="0""#
        guard let problem = test.failure ?? test.error else { return head + "/>\n" }
        let kind = test.failure != nil ? "failure" : "error"
        return head
            + ">\n      <\(kind) message=\"\(XMLText.attribute(problem))\" type=\"\(test.group)\"/>\n    </testcase>\n"
    }

    private var run: Case {
        let reasons = summary.reasons.joined(separator: "; ")
        switch summary.verdict {
        case .passed: return Case(group: "run", name: "run \(summary.testId)")
        case .failed: return Case(group: "run", name: "run \(summary.testId)", failure: "failed: \(reasons)")
        case .invalid, .interrupted:
            return Case(group: "run", name: "run \(summary.testId)", error: "\(summary.verdict.rawValue): \(reasons)")
        }
    }

    private var thresholds: [Case] {
        summary.thresholds.map { threshold in
            Case(
                group: "threshold",
                name: threshold.expression,
                failure: threshold.passed
                    ? nil : "observed \(Quantity.judged(threshold.observed, unit: threshold.unit))"
            )
        }
    }

    private var checks: [Case] {
        summary.checks.map { check in
            Case(
                group: "check",
                name: check.name,
                failure: check.fails == 0
                    ? nil : "did not hold for \(check.fails) of \(check.passes &+ check.fails) responses"
            )
        }
    }
}

/// Text in XML 1.0.
enum XMLText {
    /// For an attribute in double quotes; what XML cannot hold is shown as `�`.
    static func attribute(_ text: String) -> String {
        var result = ""
        for scalar in PlainText.safe(text, limit: 2000).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
