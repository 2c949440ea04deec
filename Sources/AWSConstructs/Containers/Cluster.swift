public import Constructs

/// A cluster whose tasks run on Fargate, or on its spare capacity where one is asked for.
public final class Cluster: Component {
    /// A cluster.
    public init(_ scope: Construct, _ id: String, name: String, containerInsights: Bool) {
        super.init(
            scope,
            id,
            type: "AWS::ECS::Cluster",
            [
                "ClusterName": .string(name), "CapacityProviders": ["FARGATE", "FARGATE_SPOT"],
                "DefaultCapacityProviderStrategy": [["CapacityProvider": "FARGATE", "Weight": 1]],
                "ClusterSettings": [
                    ["Name": "containerInsights", "Value": containerInsights ? "enabled" : "disabled"]
                ],
            ]
        )
    }

    /// Its name.
    public var clusterName: Token { ref }
    /// Its ARN.
    public var arn: Token { getAtt("Arn") }

    private var isHere: [String: Value] { ["ArnEquals": ["ecs:cluster": .token(arn)]] }

    /// Lets a role start tasks of one definition here, and hand them their roles.
    public func grantRunTask(_ task: TaskDefinition, to role: Role) {
        role.allow("StartTasks", ["ecs:RunTask"], on: [task.arn], when: isHere)
        role.allow(
            "PassRolesToTasks",
            ["iam:PassRole"],
            on: [task.taskRole.arn, task.executionRole.arn],
            when: ["StringEquals": ["iam:PassedToService": "ecs-tasks.amazonaws.com"]]
        )
    }

    /// Lets a role find, watch and end the tasks here.
    public func grantControlTasks(to role: Role) {
        // ListTasks has no task to be restricted to: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
        role.allow("FindTasks", ["ecs:ListTasks"], on: ["*"], when: isHere)
        role.allow("WatchAndStopTasks", ["ecs:DescribeTasks", "ecs:StopTask"], on: [tasks])
    }

    private var tasks: Token { "arn:\(.partition):ecs:\(.region):\(.accountId):task/\(clusterName)/*" }
}
