import AWSClient
import Synchronization
import Testing

struct AccountTests {
    @Test func `who calls is read from STS`() async throws {
        let recorder = OperationRecorder(
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/u</Arn><UserId>A</UserId>"
                + "<Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"
        )
        let identity = try await STSClient(recorder).callerIdentity()
        #expect(identity == STSIdentity(account: "123456789012", arn: "arn:aws:iam::1:user/u"))
        #expect(recorder.requests[0].form == ["Action=GetCallerIdentity", "Version=2011-06-15"])
    }

    @Test func `a quota of the account is read`() async throws {
        let recorder = OperationRecorder(#"{"Quota":{"QuotaCode":"L-3032A538","Value":6.0,"Unit":"None"}}"#)
        #expect(try await ServiceQuotasClient(recorder).value(of: .fargateVCPUs) == 6)
        #expect(recorder.bodies == [#"{"QuotaCode":"L-3032A538","ServiceCode":"fargate"}"#])
    }

    @Test func `where the account has no quota of its own, AWS's default counts`() async throws {
        let service = WithoutOwnQuota()
        #expect(try await ServiceQuotasClient(service).value(of: .lambdaConcurrency) == 1000)
        #expect(service.operations.withLock { $0 } == ["GetServiceQuota", "GetAWSDefaultServiceQuota"])
    }
}

private final class WithoutOwnQuota: AWSCaller {
    let operations = Mutex<[String]>([])

    func call(_ request: AWSRequest) async throws -> AWSResponse {
        operations.withLock { $0.append(request.operation) }
        guard request.operation == "GetAWSDefaultServiceQuota" else {
            throw AWSError(operation: request.operation, code: "NoSuchResourceException", message: "none")
        }
        return AWSResponse(status: 200, body: Array(#"{"Quota":{"Value":1000}}"#.utf8))
    }
}
