import LoadPlan
import PlanFile
import ResultPipeline

/// How the server reads the plans of launch payloads: as plan files that name no files, since whoever sends one must not have
/// this machine's files read, nor its secrets.
enum ServePlans {
    static let reading: PlanReading = { reference in
        switch reference {
        case .object(let text):
            var options = PlanOptions()
            options.allowsLocalSecrets = false
            do throws(PlanFileError) {
                return try PlanReader.readJSON(text, named: "plan", in: PlanFolder("/nonexistent"), options: options)
            } catch {
                throw PlanRefusal(error.diagnostics.map(\.description))
            }
        case .s3: throw PlanRefusal(["a plan in S3 is read on AWS only: put the plan itself into the payload"])
        }
    }
}
