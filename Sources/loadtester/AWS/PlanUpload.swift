import AWSClient
import AWSPipeline
import FoundationEssentials
import LoadPlan

/// Brings a plan and its files to a bucket that the launcher and the tasks may read: they do not fit into a launch payload.
struct PlanUpload: Sendable {
    let s3: S3Client
    let bucket: String

    /// Writes the data sets' files, then the plan that names them, below `runs/<testId>/`.
    /// - Returns: The plan's location, `s3://bucket/key`.
    /// - Throws: `UsageError` for a file that cannot be read; `AWSError`.
    func upload(_ plan: TestPlan, testId: String) async throws -> S3Location {
        var plan = plan
        for index in plan.dataSets.indices where S3Location(plan.dataSets[index].location) == nil {
            let data = plan.dataSets[index]
            guard let content = try? Data(contentsOf: URL(filePath: data.location), options: .mappedIfSafe) else {
                throw UsageError("the data '\(data.name)' cannot be read from \(data.location).")
            }
            let place = S3Location(bucket: bucket, key: "runs/\(testId)/data/\(data.name).\(data.format.rawValue)")
            try await s3.put(Array(content), as: place.key, in: bucket, contentType: "application/octet-stream")
            plan.dataSets[index].location = place.description
        }
        let place = S3Location(bucket: bucket, key: "runs/\(testId)/plan.json")
        let text = Array(try CompiledPlan(plan).json())
        try await s3.put(text, as: place.key, in: bucket, contentType: "application/json")
        return place
    }
}
