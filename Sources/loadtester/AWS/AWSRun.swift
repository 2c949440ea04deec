import AWSClient
import AWSPipeline
import LoadPlan
import Measurement
import ProcessControl
import ResultPipeline

/// A run on AWS: launched by the launcher function, followed in the results table.
struct AWSRun: Sendable {
    /// The launch payload.
    let payload: [UInt8]
    let usesSpot: Bool
    let plan: TestPlan
    let testId: String
    let allowPartial: Bool
    let deployment: RunDeployment
    let progress: ProgressWriter

    /// Carries the run out. Leaving it loses nothing: the run goes on, and its results are kept.
    func run() throws -> RunSummary {
        progress.say("Run \(testId): \(plan.request.method) \(plan.request.url.redacted)")
        let director = RunDirector.watching(deployment, allowPartial: allowPartial)
        let (testId, progress) = (testId, progress)
        // Before the launch, which may take a while and cannot be taken back.
        let interrupts = RunInterrupts(
            director,
            testId,
            progress,
            stopping:
                "Stopping: waiting for requests in flight. Once more leaves; 'loadtester watch \(testId)' follows on."
        )
        let reply = try blocking { [deployment] in
            try LaunchReply(
                await deployment.access.lambda.invoke(deployment.function, .requestResponse, payload: payload),
                of: deployment.function
            )
        }
        try announce(reply)
        progress.begin()
        defer {
            interrupts.runIsOver()
            progress.finish()
        }
        let summary = try blocking { try await director.attend(testId) { progress.show($0) } }
        interrupts.runIsOver()
        progress.finish()
        if let cost = try blocking({ await cost(of: summary) }) {
            progress.say("Cost of the run, estimated from what it used:\n\(Estimate.text(cost))")
        }
        return summary
    }

    private func announce(_ reply: LaunchReply) throws {
        let cost = (reply.estimatedCostUSD * 10_000).rounded() / 10_000
        progress.say("  \(reply.status): \(reply.taskArns.count) tasks launched, estimated cost \(cost) USD")
        for failure in reply.failures { progress.say("  note: \(failure.reason): \(failure.detail)") }
        guard reply.status == "failed" else { return }
        let reasons = Set(reply.failures.map { "\($0.reason): \($0.detail)" }).sorted().prefix(5)
        throw LauncherFault(message: "the fleet was not started: \(reasons.joined(separator: "; "))")
    }
}

extension RunDirector {
    /// Follows runs of a deployment, whose function processes the queue.
    static func watching(_ deployment: RunDeployment, allowPartial: Bool) -> RunDirector {
        var options = DirectorOptions()
        options.allowPartial = allowPartial
        options.poll = .seconds(1)
        return RunDirector(
            registry: deployment.registry,
            fleet: deployment.fleet,
            queue: nil,
            store: deployment.store,
            options: options
        )
    }
}
