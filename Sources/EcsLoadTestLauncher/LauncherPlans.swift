import AWSPipeline
import FoundationEssentials
import LoadPlan
import PlanFile
import ResultPipeline

/// How the launcher reads plans: as plan files, or compiled by whoever started the run.
enum LauncherPlans {
    /// Reads plans from payloads and from S3. One with a proxy, which `policy` does not let the tasks go through, is refused here
    /// already.
    static func reading(_ objects: PlanObjects, under policy: TargetPolicy) -> PlanReading {
        { reference in
            let found =
                switch reference {
                case .object(let text): try plan(text, named: "plan")
                case .s3(let location): try plan(try await fetch(location, objects), named: location)
                }
            if found.client.proxy != nil, let refusal = policy.proxyRefusal { throw PlanRefusal([refusal]) }
            return found
        }
    }

    private static func fetch(_ location: String, _ objects: PlanObjects) async throws -> [UInt8] {
        do {
            return try await objects.plan(at: location)
        } catch let error as PlanObjectError {
            throw PlanRefusal([error.message])
        }
    }

    private static func plan(_ text: [UInt8], named name: String) throws -> TestPlan {
        if CompiledPlan.isWritten(in: text) {
            do {
                return try CompiledPlan(json: Data(text)).plan
            } catch {
                throw PlanRefusal(["\(name) is no plan of this version: \(error)"])
            }
        }
        var options = PlanOptions()
        options.allowsLocalSecrets = false
        do throws(PlanFileError) {
            // There is no folder beside it: files of a plan travel with a compiled one.
            return try PlanReader.readJSON(text, named: name, in: PlanFolder("/nonexistent"), options: options)
        } catch {
            throw PlanRefusal(error.diagnostics.map(\.description))
        }
    }
}
