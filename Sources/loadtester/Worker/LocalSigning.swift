import AWSClient
import AWSPipeline
import AWSTransport
import FoundationEssentials
import LoadEngine
import LoadPlan

/// How plans' requests are signed for AWS on this machine: with the plan's keys, or with those that the AWS tools would take here.
enum LocalSigning {
    /// What signs for `plan`; nil where it signs nothing. Keys are looked for only where the plan wants them.
    /// - Throws: `SigningError` where there are none.
    static func signer(for plan: TestPlan) async throws -> LoadEngine.RequestSigner? {
        let signer = try await PlanSigner.make(
            for: plan,
            credentials: { region in
                let environment = ProcessInfo.processInfo.environment
                return CredentialChain(
                    environment: environment,
                    region: try RegionResolver(environment: environment).region() ?? region,
                    transport: try AsyncHTTPTransport(environment: environment, maxConnectionsPerHost: 1)
                )
            },
            onTrouble: { Terminal.error.write("warning: \($0)\n") }
        )
        return signer?.signing
    }
}
