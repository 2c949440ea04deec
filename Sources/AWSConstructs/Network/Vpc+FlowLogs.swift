internal import Constructs

extension Vpc {
    /// Has connections logged.
    /// - Parameter traffic: `ALL` or `REJECT`.
    public func addFlowLogs(_ traffic: String, to logs: LogGroup) {
        let role = Role(
            self,
            "FlowLogsRole",
            assumedBy: "vpc-flow-logs.amazonaws.com",
            text: "Writes which connections of the load tester's network were made or refused"
        )
        // Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
        role.allow(
            "WriteLogs",
            ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            on: [logs.arn]
        )
        let flow = CfnResource(
            self,
            "FlowLogs",
            type: "AWS::EC2::FlowLog",
            [
                "ResourceId": .token(vpcId), "ResourceType": "VPC", "TrafficType": .string(traffic),
                "LogDestinationType": "cloud-watch-logs", "LogGroupName": .token(logs.logGroupName),
                "DeliverLogsPermissionArn": .token(role.arn),
            ]
        )
        role.isNeeded(by: flow)
    }
}
