import Constructs
import Testing

@testable import LoadTestStack

/// What each part may do, and nothing else.
@Suite struct RoleTests {
    private let stack: Synthesized

    init() throws { stack = try Synthesized() }

    private var table: JSONValue { stack.attribute("LoadTestResults/Resource", "Arn") }
    private var queue: JSONValue { stack.attribute("LoadTestQueue/Resource", "Arn") }
    private var deadLetters: JSONValue { stack.attribute("LoadTestDeadLetters/Resource", "Arn") }
    private var here: JSONValue {
        ["ArnEquals": ["ecs:cluster": stack.attribute("LoadTestEcsCluster/Resource", "Arn")]]
    }
    private let tasks: JSONValue = [
        "Fn::Sub":
            "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:task/${LoadTestEcsClusterA09BB7B1}/*"
    ]

    private func logs(_ path: String) -> Statement {
        Statement(
            actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
            resources: [stack.attribute("\(path)/Logs/Resource", "Arn")]
        )
    }

    @Test func theLauncherStartsTasksOfOneDefinitionInOneCluster() {
        let launcher = stack.statements("EcsLoadTestLauncher/Role")
        #expect(
            launcher == [
                "KeepRuns": Statement(
                    actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"],
                    resources: [table]
                ),
                "StartTasks": Statement(
                    actions: ["ecs:RunTask"],
                    resources: [stack.ref("LoadTestTask/Definition/Resource")],
                    condition: here
                ),
                "PassRolesToTasks": Statement(
                    actions: ["iam:PassRole"],
                    resources: [
                        stack.attribute("LoadTestTask/TaskRole/Resource", "Arn"),
                        stack.attribute("LoadTestTask/ExecutionRole/Resource", "Arn"),
                    ],
                    condition: ["StringEquals": ["iam:PassedToService": "ecs-tasks.amazonaws.com"]]
                ),
                "FindTasks": Statement(actions: ["ecs:ListTasks"], resources: ["*"], condition: here),
                "WatchAndStopTasks": Statement(actions: ["ecs:DescribeTasks", "ecs:StopTask"], resources: [tasks]),
                "HandOver": Statement(
                    actions: ["lambda:InvokeFunction"],
                    resources: [
                        [
                            "Fn::Sub":
                                "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:EcsLoadTestLauncher"
                        ]
                    ]
                ),
                "WriteLogs": logs("EcsLoadTestLauncher"),
                "SendFailedEvents": Statement(actions: ["sqs:SendMessage"], resources: [deadLetters]),
            ]
        )
    }

    @Test func theProcessorReadsItsQueueAndWritesItsTable() {
        #expect(
            stack.statements("LoadTestProcessor/Role") == [
                "StoreResults": Statement(actions: ["dynamodb:BatchWriteItem"], resources: [table]),
                "ConsumeMessages": Statement(
                    actions: ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
                    resources: [queue]
                ),
                "WriteLogs": logs("LoadTestProcessor"),
                "SendFailedEvents": Statement(actions: ["sqs:SendMessage"], resources: [deadLetters]),
            ]
        )
    }

    @Test func aWorkerSendsToOneQueueAndTakesPartInRuns() {
        #expect(
            stack.statements("LoadTestTask/TaskRole") == [
                "SendResults": Statement(actions: ["sqs:SendMessage"], resources: [queue]),
                "TakePartInRun": Statement(actions: ["dynamodb:GetItem", "dynamodb:UpdateItem"], resources: [table]),
            ]
        )
    }

    @Test func ecsPullsOneRepositoryAndWritesOneLog() {
        #expect(
            stack.statements("LoadTestTask/ExecutionRole") == [
                "PullImage": Statement(
                    actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                    resources: [stack.attribute("LoadTestRepository/Resource", "Arn")]
                ),
                "SignInToRegistry": Statement(actions: ["ecr:GetAuthorizationToken"], resources: ["*"]),
                "WriteLogs": logs("LoadTestTask"),
            ]
        )
    }

    @Test func functionsWaitForTheirPolicies() {
        for name in ["EcsLoadTestLauncher", "LoadTestProcessor"] {
            let policy = stack.ref("\(name)/Role/DefaultPolicy")["Ref"]
            #expect(stack.resource("\(name)/Function/Resource")?["DependsOn"]?.list == [policy ?? .null])
        }
    }

    @Test func theSchedulesRuleInvokesTheLauncherAndNobodyElseMay() {
        let (schedule, invocation) = (
            "EcsLoadTestLauncher/Function/Schedule", "EcsLoadTestLauncher/Function/ScheduleInvocation"
        )
        let launcher = stack.attribute("EcsLoadTestLauncher/Function/Resource", "Arn")
        #expect(stack.property(schedule, "Targets.0.Arn") == launcher)
        #expect(stack.property(invocation, "FunctionName") == launcher)
        #expect(stack.property(invocation, "SourceArn") == stack.attribute(schedule, "Arn"))
        #expect(stack.types["AWS::Lambda::Permission"] == 1)
    }
}
