import FoundationEssentials
import LoadPlan
import PlanFile
import ResultPipeline

/// How the server reads the plans of launch payloads. Whoever sends one must not have this machine's files, environment or
/// keys sent to a target of their choice: such a plan names no files and no secrets, which `loadtester run` takes.
enum ServePlans {
    static let reading: PlanReading = { reference in
        switch reference {
        case .object(let text): try plan(text)
        case .s3: throw PlanRefusal(["a plan in S3 is read on AWS only: put the plan itself into the payload"])
        }
    }

    /// Header fields of a payload without a plan may name secrets, too.
    static let objection: @Sendable (TestPlan) -> PlanObjection? = { plan in
        guard (try? namesSecrets(plan)) != false else { return nil }
        return PlanObjection(
            fields: ["headers"],
            reason: "secrets are not read for a server's clients.",
            advice: "Use 'loadtester run'."
        )
    }

    private static func plan(_ text: [UInt8]) throws -> TestPlan {
        var options = PlanOptions()
        options.allowsLocalSecrets = false
        let plan: TestPlan
        do throws(PlanFileError) {
            plan = try PlanReader.readJSON(text, named: "plan", in: PlanFolder("/nonexistent"), options: options)
        } catch {
            throw PlanRefusal(error.diagnostics.map(\.description))
        }
        guard try !namesSecrets(plan) else {
            throw PlanRefusal([
                "the plan names secrets, which are not read for a server's clients: use 'loadtester run'"
            ])
        }
        guard plan.signatures.allSatisfy({ $0.accessKeyId != nil }) else {
            throw PlanRefusal([
                "the plan signs requests with this machine's AWS credentials, which no client of a server is lent: give accessKeyId "
                    + "and secretAccessKey, or use 'loadtester run'"
            ])
        }
        return plan
    }

    /// Looks at the stored form, in which every part of a plan is, whatever a later version adds to it.
    private static func namesSecrets(_ plan: TestPlan) throws -> Bool {
        let secret = ValueSource.secret(.environment("A"))
        let encoder = JSONEncoder()
        // `{"secret":{…}}`: what stands before the reference. In a text of the plan its quotes would be escaped.
        let marker = try encoder.encode(secret).dropFirst().prefix { $0 != UInt8(ascii: ":") }
        return try encoder.encode(plan).firstRange(of: Data(marker + [UInt8(ascii: ":")])) != nil
    }
}
