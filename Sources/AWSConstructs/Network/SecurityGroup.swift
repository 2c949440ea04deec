public import Constructs

/// Which packets may come and go.
public final class SecurityGroup: Component {
    /// Ports that packets go to or come to.
    public struct Rule: Hashable, Sendable {
        /// `tcp` or `udp`.
        public var transport: String
        /// The ports.
        public var ports: ClosedRange<Int>
        /// The addresses at the other end, IPv4 or IPv6: `0.0.0.0/0`.
        public var cidr: String
        /// What the rule is for.
        public var text: String

        /// A rule.
        public init(_ transport: String, _ ports: ClosedRange<Int>, _ cidr: String, text: String) {
            self.transport = transport
            self.ports = ports
            self.cidr = cidr
            self.text = text
        }

        var value: Value {
            [
                "IpProtocol": .string(transport), "FromPort": .integer(ports.lowerBound),
                "ToPort": .integer(ports.upperBound), cidr.contains(":") ? "CidrIpv6" : "CidrIp": .string(cidr),
                "Description": .string(text),
            ]
        }
    }

    /// A group.
    /// - Parameters:
    ///   - incoming: Connections that it takes; none for no rule.
    ///   - outgoing: Connections that it makes. AWS allows all where there is no rule at all, so one is needed.
    public init(
        _ scope: Construct,
        _ id: String,
        vpcId: Token,
        text: String,
        incoming: [Rule] = [],
        outgoing: [Rule]
    ) {
        super.init(
            scope,
            id,
            type: "AWS::EC2::SecurityGroup",
            [
                "GroupDescription": .string(text), "VpcId": .token(vpcId),
                "SecurityGroupIngress": incoming.isEmpty ? nil : .list(incoming.map(\.value)),
                "SecurityGroupEgress": .list(outgoing.map(\.value)),
            ]
        )
        require(!outgoing.isEmpty, "outgoing has no rule, for which AWS allows everything; give one")
    }

    /// Its id.
    public var groupId: Token { getAtt("GroupId") }
}
