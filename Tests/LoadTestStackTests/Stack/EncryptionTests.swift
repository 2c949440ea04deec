import Constructs
import Testing

@testable import LoadTestStack

@Suite struct EncryptionTests {
    private static let encrypted: [(path: String, place: String)] = [
        ("LoadTestQueue/Resource", "KmsMasterKeyId"), ("LoadTestDeadLetters/Resource", "KmsMasterKeyId"),
        ("LoadTestResults/Resource", "SSESpecification.KMSMasterKeyId"),
        ("LoadTestRepository/Resource", "EncryptionConfiguration.KmsKey"),
        ("EcsLoadTestLauncher/Function/Resource", "KmsKeyArn"), ("LoadTestProcessor/Function/Resource", "KmsKeyArn"),
        ("EcsLoadTestLauncher/Logs/Resource", "KmsKeyId"), ("LoadTestProcessor/Logs/Resource", "KmsKeyId"),
        ("LoadTestTask/Logs/Resource", "KmsKeyId"), ("LoadTestAlarms/Resource", "KmsMasterKeyId"),
    ]

    @Test func oneKeyOfTheAccountEncryptsAllThatIsStored() throws {
        let stack = try Synthesized()
        let key = stack.attribute("LoadTestKey/Resource", "Arn")
        for (path, place) in Self.encrypted { #expect(stack.property(path, place) == key, "\(path)") }
        #expect(stack.property("LoadTestKey/Resource", "EnableKeyRotation") == true)
    }

    @Test func withoutAKeyOfItsOwnAWSEncrypts() throws {
        let stack = try Synthesized(context: ["encryption": "aws-owned"])
        #expect(stack.types["AWS::KMS::Key"] == nil)
        for (path, place) in Self.encrypted { #expect(stack.property(path, place) == nil, "\(path)") }
        for queue in ["LoadTestQueue/Resource", "LoadTestDeadLetters/Resource"] {
            #expect(stack.property(queue, "SqsManagedSseEnabled") == true)
        }
    }

    @Test func rolesUseTheKeyByWayOfServicesAlone() throws {
        let stack = try Synthesized()
        let statements = stack.property("LoadTestKey/Resource", "KeyPolicy.Statement")?.list ?? []
        let users = statements.first { $0["Sid"] == "Users" }
        #expect(
            users?["Principal"]?["AWS"]
                == .array(
                    ["LoadTestTask/TaskRole", "EcsLoadTestLauncher/Role", "LoadTestProcessor/Role"]
                        .map { stack.attribute("\($0)/Resource", "Arn") }
                )
        )
        #expect(users?["Condition"]?["StringEquals"]?["kms:ViaService"]?.list.count == 3)
        #expect(statements.compactMap { $0["Sid"] } == ["Account", "GrantsToServicesOnly", "Logs", "Alarms", "Users"])
    }

    @Test func queuesRefuseConnectionsWithoutTLS() throws {
        let stack = try Synthesized()
        for queue in ["LoadTestQueue", "LoadTestDeadLetters"] {
            #expect(stack.property("\(queue)/Policy", "Queues") == [stack.ref("\(queue)/Resource")])
            #expect(
                stack.property("\(queue)/Policy", "PolicyDocument.Statement") == [
                    [
                        "Sid": "TLSOnly", "Effect": "Deny", "Principal": "*", "Action": "sqs:*",
                        "Resource": stack.attribute("\(queue)/Resource", "Arn"),
                        "Condition": ["Bool": ["aws:SecureTransport": "false"]],
                    ]
                ]
            )
        }
    }
}
