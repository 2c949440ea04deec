import LoadPlan

/// The launch payload with a whole plan: itself, or where in S3 it lies.
struct PlanLaunch<Plan: Encodable>: Encodable {
    let plan: Plan
    let taskCount: Int
    let minTasks: Int
    let testId: String
    let spot: Bool
}

/// A plan in S3.
struct PlanPlace: Encodable {
    let s3: String
}

extension TestPlan {
    /// - Throws: `UsageError` for options that tasks on AWS cannot keep.
    func checkTravels() throws {
        guard client.tls.caFile == nil else {
            throw UsageError("--ca-file is a file of this machine, which no task on AWS has: leave it out.")
        }
        if let certificate = client.tls.clientCertificate {
            guard certificate.chain.file == nil, certificate.key.file == nil else {
                throw UsageError(
                    "the client certificate and its key are files of this machine, which no task on AWS has: keep both in Secrets "
                        + "Manager, and give client: {certificate: {cert: '${secret:aws:NAME#cert}', key: '${secret:aws:NAME#key}'}}."
                )
            }
        }
    }
}
