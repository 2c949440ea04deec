import AWSClient
import Testing

struct EC2ClientTests {
    @Test func `lists are numbered without member, and pages followed`() async throws {
        let recorder = OperationRecorder(
            "<DescribeSubnetsResponse><subnetSet><item><subnetId>s1</subnetId><vpcId>v</vpcId>"
                + "<availableIpAddressCount>251</availableIpAddressCount></item></subnetSet><nextToken>n</nextToken>"
                + "</DescribeSubnetsResponse>",
            "<DescribeSubnetsResponse><subnetSet/><nextToken/></DescribeSubnetsResponse>"
        )
        let subnets = try await EC2Client(recorder).subnets(["s1", "s2"])
        #expect(subnets == [EC2Subnet(id: "s1", vpc: "v", freeAddresses: 251)])
        #expect(
            recorder.requests.map(\.form) == [
                ["Action=DescribeSubnets", "Version=2016-11-15", "SubnetId.1=s1", "SubnetId.2=s2"],
                ["Action=DescribeSubnets", "Version=2016-11-15", "SubnetId.1=s1", "SubnetId.2=s2", "NextToken=n"],
            ]
        )
    }

    @Test(arguments: [
        ("<gatewayId>igw-1</gatewayId><state>active</state>", "igw-1"),
        ("<natGatewayId>nat-1</natGatewayId><state>active</state>", "nat-1"),
        ("<natGatewayId>nat-1</natGatewayId><state>blackhole</state>", nil), ("", nil),
    ])
    func `a route table tells where its default route leads`(target: String, route: String?) async throws {
        let table = """
            <DescribeRouteTablesResponse><routeTableSet><item><vpcId>v</vpcId><routeSet><item>\
            <destinationCidrBlock>10.0.0.0/16</destinationCidrBlock><gatewayId>local</gatewayId></item><item>\
            <destinationCidrBlock>0.0.0.0/0</destinationCidrBlock>\(target)</item></routeSet><associationSet><item>\
            <main>true</main></item><item><subnetId>s1</subnetId><main>false</main></item></associationSet></item>\
            </routeTableSet></DescribeRouteTablesResponse>
            """
        let recorder = OperationRecorder(table)
        let tables = try await EC2Client(recorder).routeTables(ofVPCs: ["v"])
        #expect(tables == [EC2RouteTable(vpc: "v", subnets: ["s1"], isMain: true, defaultRoute: route)])
        #expect(recorder.requests[0].form.suffix(2) == ["Filter.1.Name=vpc-id", "Filter.1.Value.1=v"])
    }

    @Test func `the services of endpoints are listed`() async throws {
        let recorder = OperationRecorder(
            "<DescribeVpcEndpointsResponse><vpcEndpointSet><item><serviceName>com.amazonaws.eu-central-1.sqs</serviceName>"
                + "</item></vpcEndpointSet></DescribeVpcEndpointsResponse>"
        )
        #expect(try await EC2Client(recorder).endpointServices(inVPCs: ["v"]) == ["com.amazonaws.eu-central-1.sqs"])
    }

    @Test func `an answer of another kind is an error`() async {
        await #expect(throws: AWSError.self) { try await EC2Client(OperationRecorder("<a/>")).subnets(["s"]) }
    }
}
