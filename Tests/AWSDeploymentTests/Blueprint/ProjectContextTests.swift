import AWSDeployment
import Testing

@Suite struct ProjectContextTests {
    private func read(_ text: String) throws(DeployError) -> ProjectContext { try ProjectContext(Array(text.utf8)) }

    @Test func `properties are read as cdk passes them on`() throws {
        let context = try read(
            #"{"app":"./scripts/cdk-app","context":{"visibilityTimeout":400,"dashboard":false,"planBuckets":["a","b"]}}"#
        )
        #expect(context.properties == ["visibilityTimeout": "400", "dashboard": "false", "planBuckets": "a,b"])
        #expect(!context.isForeign)
    }

    @Test func `name and package are no properties, nor is what concerns the CDK alone`() throws {
        let context = try read(
            #"{"context":{"stackName":"Mine","package":"out","assetBucket":"b","@aws-cdk/core:x":true,"a:b":"1","network":"private"}}"#
        )
        #expect(context.stackName == "Mine" && context.package == "out")
        #expect(context.properties == ["network": "private"])
    }

    @Test(arguments: [
        "./scripts/cdk-app", "cdk-app", "/opt/loadtester/.build/release/cdk-app", "env A=1 scripts/cdk-app",
    ])
    func `the application is known by its name`(app: String) throws {
        let context = try read(#"{"app":"\#(app)","context":{"stackName":"Mine","network":"private"}}"#)
        #expect(!context.isForeign && context.stackName == "Mine" && context.properties["network"] == "private")
    }

    @Test(arguments: ["npx ts-node bin/shop.ts", "python3 app.py", "./my-cdk-app", "cdk-app/run", ""])
    func `what another application's file says is not of this stack`(app: String) throws {
        let context = try read(#"{"app":"\#(app)","context":{"stackName":"Shop","package":"p","vpcId":"vpc-1"}}"#)
        #expect(context.isForeign)
        #expect(context.stackName == nil && context.package == nil && context.properties.isEmpty)
    }

    @Test(arguments: ["{}", #"{"app":"cdk-app","output":"cdk.out","watch":{"include":["**"]}}"#])
    func `a file without context says nothing`(text: String) throws {
        #expect(try read(text) == ProjectContext())
    }

    @Test(arguments: ["", "[]", "{", #"{"context":1}"#, #"{"context":"a=b"}"#, #"{"app":1}"#])
    func `what cannot be read is named, with the file`(text: String) {
        let error = #expect(throws: DeployError.self) { try read(text) }
        #expect(error?.code == .invalidProperties)
        #expect(error?.message.contains("cdk.json") == true)
    }
}
