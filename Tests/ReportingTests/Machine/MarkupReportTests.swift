import Measurement
import Reporting
import Testing

@Suite("JUnit and Markdown")
struct MarkupReportTests {
    private func run() throws -> RunSummary {
        var run = ExampleRun()
        (run.verdict, run.reasons) = (.failed, ["threshold p(99)<20 did not hold"])
        run.thresholds = [
            ThresholdResult(expression: "p(99)<20", observed: 29.7, unit: "ms", passed: false),
            ThresholdResult(expression: "p(50)<20", observed: 15, passed: true),
        ]
        run.checks = ["is <JSON> & \"fine\"": CheckCounts(passes: 299, fails: 1)]
        return try run.summary()
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("JUnit has a case for the run, every threshold and every check")
    func junit() throws {
        let xml = text(JUnitReport(try run()).bytes)
        #expect(xml.contains(#"tests="4" failures="3" errors="0""#))
        #expect(xml.contains(#"name="p(99)&lt;20" time="0">"# + "\n" + #"      <failure message="observed 29.7 ms""#))
        #expect(xml.contains(#"name="p(50)&lt;20" time="0"/>"#))
        #expect(xml.contains(#"name="is &lt;JSON&gt; &amp; &quot;fine&quot;""#))
        #expect(xml.contains("did not hold for 1 of 300 responses"))
    }

    @Test("a threshold on a group of steps is a case with the group's name")
    func junitGroup() throws {
        var run = ExampleRun()
        let threshold = "group \"checkout\": p(95) < 2s"
        run.thresholds = [ThresholdResult(expression: threshold, observed: 2400, passed: false)]
        let xml = text(JUnitReport(try run.summary()).bytes)
        #expect(xml.contains(#"name="group &quot;checkout&quot;: p(95) &lt; 2s" time="0">"#))
        #expect(xml.contains("observed 2,400"))
    }

    @Test("a run that proves nothing is an error, not a failure")
    func invalid() throws {
        var run = ExampleRun()
        (run.verdict, run.reasons) = (.invalid, ["results are missing"])
        let xml = text(JUnitReport(try run.summary()).bytes)
        #expect(
            xml.contains(#"failures="0" errors="1""#) && xml.contains("<error message=\"invalid: results are missing\"")
        )
    }

    @Test("Markdown says verdict, reason and figures")
    func markdown() throws {
        let markdown = text(MarkdownReport(try run()).bytes)
        #expect(markdown.hasPrefix("### ❌ Failed: `http://127.0.0.1:8080/`\n\n- threshold p(99)&lt;20 did not hold\n"))
        #expect(markdown.contains("| ❌ | `p(99)<20` | 29.7 ms |"))
        #expect(markdown.contains("| response time | 15.0 ms |"))
    }

    @Test("Markdown has a table of groups of steps where the plan has some, and says what it leaves out")
    func groups() throws {
        var run = WindowedRun()
        run.groups = ["check | out"]
        let summary = try run.document().summary
        let markdown = text(MarkdownReport(summary).bytes)
        let group = try #require(summary.groups?.first)
        #expect(markdown.contains("<summary>1 group of steps, timed as a whole</summary>"))
        let row = #"| `check \| out` | \#(group.completed) | 0 | 43.6 ms | 47.2 ms | 47.6 ms | 47.6 ms |"#
        #expect(markdown.contains(row))
        run.groups = (0..<33).map { "group \($0)" }
        let many = text(MarkdownReport(try run.document().summary).bytes)
        #expect(many.contains("<summary>33 groups of steps") && many.contains("\nand 3 more\n"))
        #expect(!text(MarkdownReport(try WindowedRun().document().summary).bytes).contains("group"))
    }

    @Test("no link, mention or markup of a target works in Markdown")
    func hostileMarkdown() throws {
        var run = ExampleRun()
        run.reasons = ["[x](http://evil.example) @team **b** <img src=x> `c` | www.evil.example\n# h"]
        (run.targetUrl, run.errors) = ("http://x/`|@team", ["a|b`": 3])
        let markdown = text(MarkdownReport(try run.summary()).bytes)
        #expect(
            markdown.contains(
                #"\[x\](http&#58;//evil.example) &#64;team \*\*b\*\* &lt;img src=x&gt; \`c\` \| www&#46;evil"#
            )
        )
        #expect(markdown.contains("`http://x/ˋ\\|@team`"))
        #expect(!markdown.contains("\n# h"))
    }
}
