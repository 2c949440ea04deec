public import Constructs

/// A network of the stack's own, with subnets in several availability zones.
public final class Vpc: Component {
    /// Tables that say where packets of the subnets go, for endpoints that are routes.
    public private(set) var routeTables: [CfnResource] = []
    private let cidr: String
    private lazy var internetGateway = makeInternetGateway()

    /// A network without subnets.
    /// - Parameter cidr: Its addresses: `10.0.0.0/16`.
    public init(_ scope: Construct, _ id: String, cidr: String) {
        self.cidr = cidr
        super.init(
            scope,
            id,
            type: "AWS::EC2::VPC",
            [
                "CidrBlock": .string(cidr), "EnableDnsSupport": true, "EnableDnsHostnames": true,
                "Tags": Self.name(scope.path.appending(id)),
            ]
        )
    }

    /// Its id.
    public var vpcId: Token { ref }

    /// Subnets, one a zone, that reach the internet from public addresses of their own. Addresses are not given out by
    /// default: who needs one asks for it.
    public func addPublicSubnets(_ cidrs: [String]) -> [Subnet] {
        let subnets = cidrs.enumerated().map { zone, cidr in
            Subnet(self, "Public\(zone + 1)", vpc: self, cidr: cidr, zone: zone)
        }
        guard !subnets.isEmpty else { return [] }
        let table = addRouteTable("PublicRoutes", of: subnets)
        route(from: table, "GatewayId", internetGateway.ref).addDependency(on: attachment)
        return subnets
    }

    /// Subnets, one a zone, that nothing outside reaches, and that reach nothing outside but by `gateways`.
    /// - Parameter gateways: NAT gateways; subnets take them in turn.
    public func addPrivateSubnets(_ cidrs: [String], leavingBy gateways: [NatGateway] = []) -> [Subnet] {
        cidrs.enumerated().map { zone, cidr in
            let subnet = Subnet(self, "Private\(zone + 1)", vpc: self, cidr: cidr, zone: zone)
            let table = addRouteTable("PrivateRoutes\(zone + 1)", of: [subnet])
            if !gateways.isEmpty {
                _ = route(from: table, "NatGatewayId", gateways[zone % gateways.count].ref)
            }
            return subnet
        }
    }

    /// A NAT gateway in a public subnet.
    public func addNatGateway(_ id: String, in subnet: Subnet) -> NatGateway {
        let gateway = NatGateway(self, id, in: subnet)
        gateway.resource.addDependency(on: attachment)
        return gateway
    }

    private lazy var attachment = CfnResource(
        self,
        "InternetGatewayAttachment",
        type: "AWS::EC2::VPCGatewayAttachment",
        ["VpcId": .token(vpcId), "InternetGatewayId": .token(internetGateway.ref)]
    )

    private func makeInternetGateway() -> CfnResource {
        CfnResource(
            self,
            "InternetGateway",
            type: "AWS::EC2::InternetGateway",
            ["Tags": Self.name(path.appending("InternetGateway"))]
        )
    }

    private func addRouteTable(_ id: String, of subnets: [Subnet]) -> CfnResource {
        let table = CfnResource(
            self,
            id,
            type: "AWS::EC2::RouteTable",
            ["VpcId": .token(vpcId), "Tags": Self.name(path.appending(id))]
        )
        routeTables.append(table)
        for subnet in subnets {
            _ = CfnResource(
                subnet,
                "Routes",
                type: "AWS::EC2::SubnetRouteTableAssociation",
                ["SubnetId": .token(subnet.subnetId), "RouteTableId": .token(table.ref)]
            )
        }
        return table
    }

    private func route(from table: CfnResource, _ kind: String, _ gateway: Token) -> CfnResource {
        CfnResource(
            self,
            "\(table.id)Outward",
            type: "AWS::EC2::Route",
            ["RouteTableId": .token(table.ref), "DestinationCidrBlock": "0.0.0.0/0", kind: .token(gateway)]
        )
    }

    static func name(_ path: ConstructPath) -> Value { [["Key": "Name", "Value": .string(path.description)]] }
}
