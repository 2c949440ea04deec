/// What Amazon EC2 knows of networks: read only.
///
/// Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Operations.html
public struct EC2Client: Sendable {
    private let caller: any AWSCaller
    private let query = QueryProtocol(version: "2016-11-15")

    /// Operations by way of `caller`, which addresses and signs for `ec2`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// Subnets by their ids.
    /// - Throws: ``AWSError``, `InvalidSubnetID.NotFound` among others; `CancellationError`.
    public func subnets(_ ids: [String]) async throws -> [EC2Subnet] {
        var form = QueryForm()
        form.set("SubnetId", list: ids, member: "")
        return try await all("DescribeSubnets", form, "subnetSet").map(EC2Subnet.init)
    }

    /// The route tables of VPCs.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func routeTables(ofVPCs ids: [String]) async throws -> [EC2RouteTable] {
        try await all("DescribeRouteTables", Self.filter(vpcs: ids), "routeTableSet").map(EC2RouteTable.init)
    }

    /// Service names of the endpoints in VPCs, such as `com.amazonaws.eu-central-1.sqs`.
    /// - Throws: ``AWSError``; `CancellationError`.
    public func endpointServices(inVPCs ids: [String]) async throws -> [String] {
        try await all("DescribeVpcEndpoints", Self.filter(vpcs: ids), "vpcEndpointSet")
            .compactMap { $0.text("serviceName") }
    }

    private static func filter(vpcs ids: [String]) -> QueryForm {
        var form = QueryForm()
        form.set("Filter.1.Name", "vpc-id")
        form.set("Filter.1.Value", list: ids, member: "")
        return form
    }

    private func all(_ operation: String, _ form: QueryForm, _ list: String) async throws -> [XMLElement] {
        var found: [XMLElement] = []
        var next: String?
        repeat {
            var page = form
            page.set("NextToken", next)
            let response = try await caller.call(query.request(operation, page))
            let document = try QueryProtocol.document(response, of: operation)
            guard document.name == "\(operation)Response" else {
                throw AWSError.invalidResponse(operation, response, "the answer is no \(operation)Response")
            }
            found += document.list(list, of: "item")
            next = document.text("nextToken").flatMap { $0.isEmpty ? nil : $0 }
        } while next != nil
        return found
    }
}

extension AWSService {
    /// Amazon EC2.
    public static let ec2 = AWSService(id: "EC2", endpointPrefix: "ec2")
}

/// A subnet.
public struct EC2Subnet: Hashable, Sendable {
    /// Id.
    public var id: String
    /// Id of its VPC.
    public var vpc: String
    /// Addresses that are free in it.
    public var freeAddresses: Int

    /// Creates a subnet's description.
    public init(id: String, vpc: String, freeAddresses: Int) {
        self.id = id
        self.vpc = vpc
        self.freeAddresses = freeAddresses
    }

    init(_ element: XMLElement) {
        id = element.text("subnetId") ?? ""
        vpc = element.text("vpcId") ?? ""
        freeAddresses = element.text("availableIpAddressCount").flatMap { Int($0) } ?? 0
    }
}

/// A route table.
public struct EC2RouteTable: Hashable, Sendable {
    /// Id of its VPC.
    public var vpc: String
    /// Subnets that it is of; those that no table names have the VPC's main one.
    public var subnets: [String]
    /// Whether it is the VPC's main table.
    public var isMain: Bool
    /// Where `0.0.0.0/0` leads: id of an internet gateway (`igw-…`), a NAT gateway (`nat-…`) or another; nil where it
    /// leads nowhere.
    public var defaultRoute: String?

    /// Creates a route table's description.
    public init(vpc: String, subnets: [String], isMain: Bool, defaultRoute: String?) {
        self.vpc = vpc
        self.subnets = subnets
        self.isMain = isMain
        self.defaultRoute = defaultRoute
    }

    init(_ element: XMLElement) {
        let associations = element.list("associationSet", of: "item")
        vpc = element.text("vpcId") ?? ""
        subnets = associations.compactMap { $0.text("subnetId") }
        isMain = associations.contains { $0.text("main") == "true" }
        let way = element.list("routeSet", of: "item").first { route in
            route.text("destinationCidrBlock") == "0.0.0.0/0" && route.text("state") != "blackhole"
        }
        defaultRoute = ["gatewayId", "natGatewayId", "transitGatewayId", "networkInterfaceId", "instanceId"]
            .lazy.compactMap { way?.text($0) }.first { !$0.isEmpty }
    }
}
