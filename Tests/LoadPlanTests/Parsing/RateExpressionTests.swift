import LoadPlan
import Testing

@Suite("Rates and stages as people write them")
struct RateExpressionTests {
    @Test(
        "counts, periods and suffixes become arrivals per second",
        arguments: [
            ("100", 100), ("100/s", 100), ("50/1s", 50), ("60/1m", 1), ("6000/m", 100), ("10k", 10_000),
            ("1.5k/s", 1500),
            ("0", 0), ("0.1", 0.1), ("3000000", 3e6), ("1/500ms", 2), ("3600/h", 1), ("2m", 2e6),
        ]
    )
    func understood(text: String, rate: Double) throws {
        #expect(try RateExpression.parse(text) == rate)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "", "-1", "nan", "inf", "ten", "10/", "/s", "10/0s", "10/s/s", "10 /s", "1e3", "101m", "10kk", "10rps",
            "1/-1s",
        ]
    )
    func refused(text: String) {
        #expect(throws: ExpressionError.self) { try RateExpression.parse(text) }
    }

    @Test("stages ramp from rate to rate, and a stage of no length jumps")
    func stages() throws {
        let stages = try ["4s:250", "0s:100", "3s:100"].map { try StageExpression($0) }
        let profile = StageExpression.profile(from: 50, through: stages)
        #expect(
            profile.stages == [
                RateProfile.Stage(seconds: 4, from: 50, to: 250), RateProfile.Stage(seconds: 3, from: 100, to: 100),
            ]
        )
        #expect(profile.arrivals == 900)
    }

    @Test("a stage needs both parts", arguments: ["5s", "5s:", ":5", "5s:5:5", "5s:-5", "-5s:5", ""])
    func badStages(text: String) {
        #expect(throws: ExpressionError.self) { try StageExpression(text) }
    }

    @Test(
        "whole numbers keep to their bounds",
        arguments: ["0", "1001", "-3", "many", "1.5", "", "1e2", "99999999999999999999"]
    )
    func badCounts(text: String) {
        let error = #expect(throws: ExpressionError.self) { try CountExpression.parse(text, in: 1...1000) }
        #expect(error?.message.contains("from 1 to 1000") == true)
    }

    @Test("whole numbers may carry a suffix", arguments: [("1", 1), ("1000", 1000), ("1k", 1000), ("0.5k", 500)])
    func goodCounts(text: String, count: Int) throws {
        #expect(try CountExpression.parse(text, in: 1...1000) == count)
    }
}
