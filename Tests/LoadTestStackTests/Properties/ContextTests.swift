import Constructs
import Testing

@testable import LoadTestStack

@Suite struct ContextTests {
    @Test func anEmptyContextGivesTheDefaults() throws {
        #expect(try LoadTestStackProps(context: [:]) == LoadTestStackProps())
        #expect(LoadTestStackProps().faults.isEmpty)
    }

    @Test func keysOfTheCDKArePassedOver() throws {
        let context = ["aws:cdk:enable-path-metadata": "true", "@aws-cdk/core:bootstrapQualifier": "abc"]
        #expect(try LoadTestStackProps(context: context) == LoadTestStackProps())
    }

    @Test func everyDefaultIsReadBackAsItIsShown() throws {
        for property in LoadTestStackProps.properties where !property.defaultText.isEmpty {
            #expect(try LoadTestStackProps(context: [property.name: property.defaultText]) == LoadTestStackProps())
        }
    }

    @Test func namesAreUniqueAndHaveAMeaning() {
        let properties = LoadTestStackProps.properties
        #expect(Set(properties.map(\.name)).count == properties.count)
        #expect(properties.allSatisfy { !$0.meaning.isEmpty && !$0.values.isEmpty })
    }

    @Test(arguments: [
        ("taskcpu", "did you mean 'taskCpu'?"), ("visibiltyTimeout", "did you mean 'visibilityTimeout'?"),
        ("natGateway", "did you mean 'natGateways'?"), ("vpc", "did you mean 'vpcId'?"),
        ("colour", "give one of imageTag"),
    ])
    func unknownKeysAreNamedWithTheNearest(_ key: String, _ hint: String) throws {
        let error = try #require(throws: Diagnostics.self) { try LoadTestStackProps(context: [key: "1"]) }
        #expect(error.items.map(\.path) == ["property '\(key)'"])
        #expect(error.items[0].code == .unknownProperty)
        #expect(error.items[0].message.contains(hint))
    }

    @Test(arguments: [
        ("taskCpu", "500"), ("taskCpu", "1vCPU"), ("taskMemory", ""), ("launcherTimeout", "901"),
        ("launcherTimeout", "-1"),
        ("launcherMemory", "127"), ("processorConcurrency", "1"), ("architecture", "arm"), ("removal", "Retain"),
        ("containerInsights", "yes"), ("vpcCidr", "10.0.0.0/8"), ("vpcCidr", "10.0.0.1/16"), ("vpcCidr", "10.0.0/16"),
        ("vpcCidr", "10.0.0.256/16"), ("vpcId", "0a1b"), ("subnetIds", "subnet-0a,0b"), ("logRetention", "10"),
        ("imageTag", ""), ("imageTag", "a:b"), ("planBuckets", "ab"), ("secretArns", "shop"),
        ("secretArns", "arn:aws:ssm:*:*:parameter/*"), ("resultsRetention", "0"), ("planBuckets", "my/bucket"),
        ("apiArns", "abc123"), ("apiArns", "arn:aws:s3:::a"), ("alarmEmail", "nobody"),
        ("endpointUrl", "localhost:4566"),
        ("sweepInterval", "0"), ("sweepGrace", "59"), ("maxReceives", "0"), ("taskStopTimeout", "121"),
    ])
    func valuesThatAreNoneAreNamedWithTheirKey(_ key: String, _ value: String) throws {
        let error = try #require(throws: Diagnostics.self) { try LoadTestStackProps(context: [key: value]) }
        #expect(error.items.map(\.path) == ["property '\(key)'"])
        #expect(error.items[0].code == .invalidValue)
        #expect(error.items[0].message.hasPrefix("is '\(value)'; give "))
    }

    @Test func everythingWrongIsToldAtOnce() throws {
        let context = ["taskCpu": "5", "network": "moon", "tasks": "1", "dashboard": "maybe"]
        let error = try #require(throws: Diagnostics.self) { try LoadTestStackProps(context: context) }
        #expect(
            error.items.map(\.path) == [
                "property 'dashboard'", "property 'network'", "property 'taskCpu'", "property 'tasks'",
            ]
        )
    }
}
