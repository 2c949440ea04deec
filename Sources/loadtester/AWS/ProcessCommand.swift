import AWSPipeline
import ArgumentParser
import ProcessControl
import ResultPipeline

/// `loadtester process`: the processor without Lambda.
struct ProcessCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "Carry results from the queue to the table, as the processor function does.",
        discussion: """
            For fleets whose queue no function processes. Takes messages by long polls until Ctrl-C, then finishes those it
            has. Several may run at once, beside the function too: each message is stored under its own key.
            """
    )

    @Option(help: ArgumentHelp("Whose queue; only aws has one.", valueName: "aws"))
    var on = RunPlace.aws

    @Flag(help: "End as soon as the queue shows no message.")
    var once = false

    @OptionGroup(title: "AWS") var aws: AWSArguments

    mutating func run() throws {
        guard on == .aws else { throw UsageError("--on local is not accepted: a local run processes its own results.") }
        let deployment = try blocking { [aws] in try await aws.deployment() }
        guard let queueUrl = deployment.queueUrl else {
            throw UsageError("--queue-url is missing: give the URL of the queue, or set LOADTESTER_QUEUE_URL.")
        }
        let queue = deployment.access.queue(
            SQSResultQueue.Settings(queueUrl: queueUrl, waitSeconds: once ? 1 : 20),
            onReject: { _, reason in Terminal.error.write("refused a message: \(reason)\n") }
        )
        let processor = ResultProcessor(store: deployment.store, attempts: 1)
        let pump = QueuePump(queue: queue, processor: processor)
        if once { pump.drain() }
        Terminal.error.write("Processing \(queueUrl) into \(deployment.table). Ctrl-C ends it.\n")
        let work = Task { await pump.run() }
        Signals.onInterrupt { _ in work.cancel() }
        try blocking { await work.value }
    }
}
