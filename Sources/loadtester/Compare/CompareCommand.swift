public import ArgumentParser
import Measurement
public import Reporting
import ResultPipeline

extension ComparisonReport.Form: ExpressibleByArgument {}

/// `loadtester compare`: what changed from one run to another, and whether it means anything.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare two runs: better, worse, or no evidence of a change.",
        discussion: """
            A run is a test id, a file with a summary in JSON, or 'baseline' (also 'baseline:NAME'). Without --fail-if any \
            figure that is worse beyond the noise is a regression; with it, only the conditions count.

            Examples:
              loadtester baseline set 20260101-000000-abcd
              loadtester compare baseline NEW --fail-if "p(99) worse than 10%"
              loadtester compare base.json new.json --out markdown=comment.md

            Exit status: 0 no regression, 99 a regression, 106 nothing follows (a run is invalid, or the noise cannot be told).
            """
    )

    @Argument(help: ArgumentHelp("The run compared with.", valueName: "base"))
    var base: String

    @Argument(help: ArgumentHelp("The run in question.", valueName: "new"))
    var new: String

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Fail where this holds: 'p(99) worse than 10%', '… at group checkout', '… at any endpoint'. May be given again.",
            valueName: "condition"
        )
    )
    var failIf: [String] = []

    @Option(help: ArgumentHelp("Form of the result.", valueName: "text|markdown|html|json"))
    var format: ComparisonReport.Form = .text

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Write it in a further form; may be given again.", valueName: "form=file")
    )
    var out: [String] = []

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Repeats the drawing of windows. Default: 1.", valueName: "n"),
        transform: { try WholeNumber.parse($0, in: 0...UInt64.max) }
    )
    var seed: UInt64?

    @OptionGroup var place: PlaceOptions

    mutating func run() throws {
        let conditions = try failIf.map(condition)
        let files = try out.map(file)
        var random = SeededNoise(seed: seed ?? 1)
        let comparison = Comparison(
            base: try RunReference(text: base, place: place).resolve(),
            new: try RunReference(text: new, place: place).resolve(),
            conditions: conditions,
            using: &random
        )
        let report = ComparisonReport(comparison)
        try OutputFile.each([(format, nil)] + files.map { ($0.form, Optional($0.path)) }) { form, path in
            try OutputFile.write(report.bytes(form), to: path)
        }
        if comparison.isRegression { CommandExit.end(.thresholdFailed) }
        if comparison.isInconclusive { CommandExit.end(.invalid) }
    }

    private func condition(_ text: String) throws -> FailCondition {
        do {
            return try FailCondition(text)
        } catch {
            throw UsageError("--fail-if \(error.message).")
        }
    }

    private func file(_ text: String) throws -> (form: ComparisonReport.Form, path: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let form = ComparisonReport.Form(rawValue: parts[0]) else {
            throw UsageError("--out '\(text)' is not accepted: give FORM=FILE with text, markdown, html or json.")
        }
        return (form, parts[1])
    }
}

/// SplitMix64: the same numbers for the same seed, on every machine.
///
/// Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014.
private struct SeededNoise: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
