import Testing

@testable import Constructs

@Suite struct LogicalIDTests {
    /// Names that `Stack.getLogicalId` of aws-cdk-lib 2.275.0 gave.
    @Test(arguments: [
        (["Queue", "Resource"], "Queue4A7E3555"),
        (["LoadTestQueue", "Resource"], "LoadTestQueue84A10912"),
        (["Outputs"], "Outputs"),
        (["load-test-repository"], "loadtestrepository"),
        (["A", "B", "C"], "ABC9B5A6F3C"),
        (["Job", "JobQueue", "Resource"], "JobJobQueue7FC2C31F"),
        (["Queue", "Queue"], "Queue172EC9BB"),
        (["Default", "Thing"], "Thing"),
        (["Thing", "Default"], "Thing"),
        (["Group", "Default", "Resource"], "GroupC77FDACD"),
        (["with spaces & signs", "Resource"], "withspacessigns2ACA56DC"),
        (["Ünïcode", "Resource"], "ncode11C1A60C"),
        (["Vpc", "Public1", "Routes"], "VpcPublic1RoutesDEADE8A0"),
        (["Vpc", "Endpoint-ecr.api"], "VpcEndpointecrapiA1F9C9A9"),
    ])
    func namesAreThoseOfTheCDK(_ components: [String], _ name: String) {
        #expect(LogicalID(components).text == name)
    }

    @Test func longPathsAreCutBeforeTheirHash() {
        let path = [String(repeating: "x", count: 200), String(repeating: "y", count: 200), "Resource"]
        let expected = String(repeating: "x", count: 200) + String(repeating: "y", count: 40) + "939162EE"
        #expect(LogicalID(path).text == expected)
    }

    @Test func aNameOfOneComponentMayHave255Characters() {
        let longest = String(repeating: "a", count: LogicalID.maxLength)
        #expect(LogicalID([longest]).text == longest)
        let longer = LogicalID([longest + "a"]).text
        #expect(longer.count == 248)
        #expect(longer.hasPrefix(String(repeating: "a", count: 240)))
    }
}
