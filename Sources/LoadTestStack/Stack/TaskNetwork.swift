internal import AWSConstructs
internal import Constructs

/// Where tasks run: subnets and a security group.
struct TaskNetwork {
    /// Ids of the subnets.
    let subnetIds: [Token]
    /// Id of the tasks' security group.
    let securityGroupId: Token
    /// Whether tasks have public addresses.
    let assignsPublicIp: Bool
    /// Whether tasks leave by a NAT gateway.
    let usesNatGateway: Bool

    init(_ scope: Construct, _ props: LoadTestStackProps, _ key: EncryptionKey?) {
        let group = Construct(scope, "LoadTestNetwork")
        let vpcId: Token
        switch props.network {
        case .existing:
            vpcId = .literal(props.vpcId)
            subnetIds = props.subnetIds.map(Token.literal)
            assignsPublicIp = props.assignPublicIp
            usesNatGateway = props.usesNatGateway
        case .publicSubnets:
            let vpc = Vpc(group, "Vpc", cidr: props.vpcCidr)
            subnetIds = vpc.addPublicSubnets(Self.blocks(props, from: 0)).map(\.subnetId)
            Self.complete(vpc, props, key)
            vpcId = vpc.vpcId
            assignsPublicIp = true
            usesNatGateway = false
        case .privateSubnets:
            let vpc = Vpc(group, "Vpc", cidr: props.vpcCidr)
            subnetIds = Self.addPrivateSubnets(to: vpc, group, props).map(\.subnetId)
            Self.complete(vpc, props, key)
            vpcId = vpc.vpcId
            assignsPublicIp = false
            usesNatGateway = props.natGateways > 0
        }
        securityGroupId =
            SecurityGroup(
                group,
                "Tasks",
                vpcId: vpcId,
                text: "Load test tasks: take no connections",
                outgoing: Self.outgoing(ipv6: props.network == .existing)
            ).groupId
    }

    /// Targets may listen on any port; names are looked up over UDP where the VPC has DNS servers of its own.
    private static func outgoing(ipv6: Bool) -> [SecurityGroup.Rule] {
        (["0.0.0.0/0"] + (ipv6 ? ["::/0"] : [])).flatMap { addresses in
            [
                SecurityGroup.Rule("tcp", 0...65_535, addresses, text: "Targets under load, and AWS"),
                SecurityGroup.Rule("udp", 53...53, addresses, text: "Names of targets"),
            ]
        }
    }

    /// Blocks of addresses of the VPC, one a zone.
    private static func blocks(_ props: LoadTestStackProps, from first: Int) -> [String] {
        guard let block = AddressBlock(props.vpcCidr) else { return [] }
        return (0..<props.availabilityZones).map { block.part(first + $0) }
    }

    private static func addPrivateSubnets(
        to vpc: Vpc,
        _ scope: Construct,
        _ props: LoadTestStackProps
    ) -> [Subnet] {
        var gateways: [NatGateway] = []
        if props.natGateways > 0 {
            let outer = vpc.addPublicSubnets(blocks(props, from: AddressBlock.parts / 2))
            gateways = outer.prefix(props.natGateways).enumerated()
                .map { vpc.addNatGateway("NatGateway\($0 + 1)", in: $1) }
        }
        let subnets = vpc.addPrivateSubnets(blocks(props, from: 0), leavingBy: gateways)
        let security = SecurityGroup(
            scope,
            "Endpoints",
            vpcId: vpc.vpcId,
            text: "Endpoints of AWS: take TLS from load test tasks",
            incoming: [SecurityGroup.Rule("tcp", 443...443, props.vpcCidr, text: "Tasks")],
            outgoing: [SecurityGroup.Rule("tcp", 443...443, props.vpcCidr, text: "Nothing: endpoints only answer")]
        )
        let secrets = ["secretsmanager", "ssm"].filter { service in
            props.secretArns.contains { $0.contains(":\(service):") }
        }
        vpc.addInterfaceEndpoints(["ecr.api", "ecr.dkr", "logs", "sqs"] + secrets, in: subnets, security: security)
        return subnets
    }

    private static func complete(_ vpc: Vpc, _ props: LoadTestStackProps, _ key: EncryptionKey?) {
        vpc.addGatewayEndpoint("dynamodb")
        vpc.addGatewayEndpoint("s3")
        if props.flowLogs == .off {
            vpc.resource.accept(.noFlowLogs)
        } else {
            vpc.addFlowLogs(
                props.flowLogs == .all ? "ALL" : "REJECT",
                to: .ofStack(vpc, "FlowLogsGroup", name: "/vpc/LoadTestNetwork", props, key)
            )
        }
    }
}
