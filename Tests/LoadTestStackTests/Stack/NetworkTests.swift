import Constructs
import Testing

@testable import LoadTestStack

@Suite struct NetworkTests {
    private static let variables = "Environment.Variables"
    private static let launcher = "EcsLoadTestLauncher/Function/Resource"

    @Test func publicSubnetsGiveOutNoAddressesAndTakeNoConnections() throws {
        let stack = try Synthesized()
        #expect(stack.types["AWS::EC2::Subnet"] == 2)
        #expect(stack.property("LoadTestNetwork/Vpc/Public1/Resource", "MapPublicIpOnLaunch") == false)
        #expect(stack.property("LoadTestNetwork/Tasks/Resource", "SecurityGroupIngress") == nil)
        #expect(stack.property(Self.launcher, "\(Self.variables).ASSIGN_PUBLIC_IP") == "true")
        #expect(stack.types["AWS::EC2::NatGateway"] == nil)
        #expect(stack.types["AWS::EC2::VPCEndpoint"] == 2)
    }

    @Test func privateSubnetsReachAWSByEndpointsAndNothingElse() throws {
        let stack = try Synthesized(context: ["network": "private"])
        #expect(stack.types["AWS::EC2::Subnet"] == 2)
        #expect(stack.types["AWS::EC2::Route"] == nil)
        #expect(stack.types["AWS::EC2::InternetGateway"] == nil)
        for service in ["ecr.api", "ecr.dkr", "logs", "sqs"] {
            #expect(
                stack.property("LoadTestNetwork/Vpc/Endpoint-\(service)", "ServiceName") == [
                    "Fn::Sub": .string("com.amazonaws.${AWS::Region}.\(service)")
                ]
            )
        }
        let tables = ["1", "2"].map { stack.ref("LoadTestNetwork/Vpc/PrivateRoutes\($0)") }
        #expect(stack.property("LoadTestNetwork/Vpc/Endpoint-dynamodb", "RouteTableIds") == .array(tables))
        #expect(stack.property(Self.launcher, "\(Self.variables).ASSIGN_PUBLIC_IP") == "false")
        #expect(stack.property(Self.launcher, "\(Self.variables).USES_NAT_GATEWAY") == "false")
    }

    @Test func natGatewaysLeadOutOfPrivateSubnetsInTurn() throws {
        let stack = try Synthesized(context: ["network": "private", "availabilityZones": "3", "natGateways": "2"])
        #expect(stack.types["AWS::EC2::NatGateway"] == 2)
        #expect(stack.types["AWS::EC2::Subnet"] == 6)
        let ways = (1...3).map { stack.property("LoadTestNetwork/Vpc/PrivateRoutes\($0)Outward", "NatGatewayId") }
        let gateways = (1...2).map { stack.ref("LoadTestNetwork/Vpc/NatGateway\($0)/Resource") }
        #expect(ways == [gateways[0], gateways[1], gateways[0]])
        #expect(stack.property(Self.launcher, "\(Self.variables).USES_NAT_GATEWAY") == "true")
        #expect(stack.property(Self.launcher, "\(Self.variables).ASSIGN_PUBLIC_IP") == "false")
    }

    @Test func anExistingVpcIsUsedAsItIs() throws {
        let stack = try Synthesized {
            $0.network = .existing
            $0.vpcId = "vpc-1"
            $0.subnetIds = ["subnet-1", "subnet-2"]
            $0.assignPublicIp = true
            $0.usesNatGateway = true
        }
        #expect(stack.types.keys.filter { $0.hasPrefix("AWS::EC2") } == ["AWS::EC2::SecurityGroup"])
        #expect(stack.property("LoadTestNetwork/Tasks/Resource", "VpcId") == "vpc-1")
        #expect(stack.property(Self.launcher, "\(Self.variables).SUBNETS") == "subnet-1,subnet-2")
        #expect(stack.property(Self.launcher, "\(Self.variables).ASSIGN_PUBLIC_IP") == "true")
        #expect(stack.property(Self.launcher, "\(Self.variables).USES_NAT_GATEWAY") == "true")
    }

    @Test func flowLogsComeWithALogAndARole() throws {
        let stack = try Synthesized(context: ["flowLogs": "all"])
        #expect(stack.types["AWS::EC2::FlowLog"] == 1)
        #expect(
            stack.property("LoadTestNetwork/Vpc/FlowLogs", "LogGroupName")
                == stack.ref("LoadTestNetwork/Vpc/FlowLogsGroup/Resource")
        )
        #expect(
            stack.statements("LoadTestNetwork/Vpc/FlowLogsRole")["WriteLogs"]?.resources
                == [stack.attribute("LoadTestNetwork/Vpc/FlowLogsGroup/Resource", "Arn")]
        )
    }
}
