public import Constructs

/// A part of a network, in one availability zone.
public final class Subnet: Component {
    /// A part.
    /// - Parameter zone: The zone's place among the region's, from 0.
    init(_ scope: Construct, _ id: String, vpc: Vpc, cidr: String, zone: Int) {
        super.init(
            scope,
            id,
            type: "AWS::EC2::Subnet",
            [
                "VpcId": .token(vpc.vpcId), "CidrBlock": .string(cidr),
                "AvailabilityZone": .token(.select(zone, .availabilityZones)), "MapPublicIpOnLaunch": false,
                "Tags": Vpc.name(scope.path.appending(id)),
            ]
        )
    }

    /// Its id.
    public var subnetId: Token { ref }
}

/// A way out for subnets whose addresses are private, with a public address of its own.
public final class NatGateway: Component {
    init(_ scope: Construct, _ id: String, in subnet: Subnet) {
        let address = CfnResource(scope, "\(id)Address", type: "AWS::EC2::EIP", ["Domain": "vpc"])
        super.init(
            scope,
            id,
            type: "AWS::EC2::NatGateway",
            [
                "SubnetId": .token(subnet.subnetId), "AllocationId": .token(address.getAtt("AllocationId")),
                "Tags": Vpc.name(scope.path.appending(id)),
            ]
        )
    }
}
