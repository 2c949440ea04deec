internal import Constructs

extension Vpc {
    /// Ways to a service that are routes, and cost nothing: `s3` and `dynamodb` have them.
    public func addGatewayEndpoint(_ service: String) {
        _ = CfnResource(
            self,
            "Endpoint-\(service)",
            type: "AWS::EC2::VPCEndpoint",
            [
                "VpcId": .token(vpcId), "VpcEndpointType": "Gateway", "ServiceName": Self.name(of: service),
                "RouteTableIds": .tokens(routeTables.map(\.ref)),
            ]
        )
    }

    /// Ways to services that are network interfaces, paid for by the hour: `sqs`, `ecr.api`.
    /// - Parameter security: Who may use them.
    public func addInterfaceEndpoints(_ services: [String], in subnets: [Subnet], security: SecurityGroup) {
        for service in services {
            _ = CfnResource(
                self,
                "Endpoint-\(service)",
                type: "AWS::EC2::VPCEndpoint",
                [
                    "VpcId": .token(vpcId), "VpcEndpointType": "Interface", "ServiceName": Self.name(of: service),
                    "PrivateDnsEnabled": true, "SubnetIds": .tokens(subnets.map(\.subnetId)),
                    "SecurityGroupIds": [.token(security.groupId)],
                ]
            )
        }
    }

    private static func name(of service: String) -> Value { "com.amazonaws.\(.region).\(.literal(service))" }
}
