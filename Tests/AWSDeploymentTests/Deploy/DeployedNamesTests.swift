import AWSClient
import AWSDeployment
import Testing

struct DeployedNamesTests {
    @Test func `names are those of the resources, and of the outputs where they say it`() {
        func resource(_ logicalId: String, _ physicalId: String?, _ type: String) -> CloudFormationResource {
            CloudFormationResource(logicalId: logicalId, physicalId: physicalId, type: type, status: "CREATE_COMPLETE")
        }
        let names = DeployedNames(
            [
                resource("LoadTestProcessorA1", "p", "AWS::Lambda::Function"),
                resource("EcsLoadTestLauncherB2", "l", "AWS::Lambda::Function"),
                resource("Results", "t", "AWS::DynamoDB::Table"), resource("Cluster", "c", "AWS::ECS::Cluster"),
                resource("Repo", nil, "AWS::ECR::Repository"), resource("Task", "arn:t:3", "AWS::ECS::TaskDefinition"),
            ],
            outputs: ["LoadTestQueueUrl": "https://q", "LoadTestResultsTableName": "named"]
        )
        #expect(names.launcher == "l")
        #expect(names.processor == "p")
        #expect(names.table == "named")
        #expect(names.cluster == "c")
        #expect(names.queueUrl == "https://q")
        #expect(names.repository == nil)
        #expect(names.taskDefinition == "arn:t:3")
    }
}
