import ArgumentParser

/// What a plan file is read with.
struct PlanArguments: ParsableArguments {
    @Option(
        name: .customLong("var"),
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Value of a variable of the plan; may be given again.", valueName: "name=value")
    )
    var variable: [String] = []

    @Option(name: .customLong("env"), help: ArgumentHelp("Environment of the plan to take.", valueName: "name"))
    var environment: String?

    @Option(help: ArgumentHelp("URL under test, instead of the plan's.", valueName: "url"))
    var target: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A limit that decides the verdict, such as 'p(99) < 300ms'; may be given again.",
            valueName: "expr"
        )
    )
    var threshold: [String] = []
}

/// What is tested.
enum Subject {
    /// A URL, with everything else on the command line.
    case url(String)
    /// A plan file; `-` is standard input.
    case plan(String)

    /// What contains `://` is a URL, everything else is a file.
    init(_ argument: String) {
        self = argument.contains("://") ? .url(argument) : .plan(argument)
    }
}
