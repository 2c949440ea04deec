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
    /// - Throws: `UsageError` for a file that cannot be read, or options that cannot travel; `AWSError`.
    func upload(_ plan: TestPlan, testId: String) async throws -> S3Location {
        guard plan.client.tls.caFile == nil else {
            throw UsageError("--ca-file is a file of this machine, which no task on AWS has: leave it out.")
        }
        if let certificate = plan.client.tls.clientCertificate {
            guard certificate.chain.file == nil, certificate.key.file == nil else {
                throw UsageError(
                    "the client certificate and its key are files of this machine, which no task on AWS has: keep both in Secrets "
                        + "Manager, and give client: {certificate: {cert: '${secret:aws:NAME#cert}', key: '${secret:aws:NAME#key}'}}."
                )
            }
        }
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

/// The launch payload of a plan that lies in S3.
struct PlanLaunch: Encodable {
    struct Reference: Encodable {
        let s3: String
    }

    let plan: Reference
    let taskCount: Int
    let minTasks: Int
    let testId: String
    let spot: Bool
}
