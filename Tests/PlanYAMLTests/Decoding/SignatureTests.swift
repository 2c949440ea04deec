import LoadPlan
import PlanFile
import Testing

/// Keys of AWS signatures: a plan is stored with its run, and holds no secret key that somebody kept in the environment.
struct SignatureTests {
    private let bench = PlanBench()

    private func signature(_ keys: String) throws -> Authentication.SigV4 {
        let plan = try bench.read(
            PlanBench.plan("  - {get: /, auth: {sigv4: {service: execute-api, region: eu-central-1, \(keys)}}}\n")
        ) { $0.processEnvironment = ["ID": "AKID", "KEY": "k/+y", "TOKEN": "t"] }
        return try #require(plan.signatures.first)
    }

    @Test func `a secret key of the environment is named, not taken into the plan`() throws {
        let signature = try signature(
            #"accessKeyId: "${env:ID}", secretAccessKey: "${env:KEY}", sessionToken: "${env:TOKEN:-u}""#
        )
        #expect(signature.accessKeyId == Template("AKID"))
        #expect(signature.secretAccessKey?.parts == [.value(.secret(.environment("KEY")), .header)])
        #expect(signature.sessionToken?.parts == [.value(.secret(.environment("TOKEN")), .header)])
    }

    @Test func `what the environment does not have is a plan's own text`() throws {
        let signature = try signature(#"accessKeyId: AKID, secretAccessKey: "${env:NONE:-test}""#)
        #expect(signature.secretAccessKey == Template("test"))
        #expect(signature.sessionToken == nil)
        #expect(throws: PlanFileError.self) { try self.signature(#"accessKeyId: A, secretAccessKey: "${env:NONE}""#) }
    }
}
