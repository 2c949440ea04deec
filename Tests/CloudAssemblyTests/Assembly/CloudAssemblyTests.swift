import CloudAssembly
import FoundationEssentials
import Testing

struct CloudAssemblyTests {
    private static let zip = "asset.039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81.zip"

    @Test func `consists of the files that the command looks for`() throws {
        let assembly = CloudAssembly(Sample.stack(), assets: [Sample.code, Sample.code])
        let files = try assembly.files()
        #expect(
            files.map(\.path) == [
                "Loader.assets.json", "Loader.template.json", Self.zip, "cdk.out", "manifest.json", "tree.json",
            ]
        )
        #expect(files.first { $0.path == Self.zip }?.content == [1, 2, 3])
        #expect(files.first { $0.path == "Loader.template.json" }?.content == Sample.stack().template)
        #expect(try Sample.text("cdk.out", of: assembly) == "{\n  \"version\" : \"36.0.0\"\n}\n")
    }

    @Test func `the manifest of a bootstrapped environment names its roles, its bucket and its version`() throws {
        let text = try Sample.text("manifest.json", of: CloudAssembly(Sample.stack(), assets: [Sample.code]))
        let role = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-hnb659fds-"
        for expected in [
            #""assumeRoleArn" : "\#(role)deploy-role-${AWS::AccountId}-${AWS::Region}""#,
            #""cloudFormationExecutionRoleArn" : "\#(role)cfn-exec-role-${AWS::AccountId}-${AWS::Region}""#,
            #""environment" : "aws://unknown-account/unknown-region""#,
            #""bootstrapStackVersionSsmParameter" : "/cdk-bootstrap/hnb659fds/version""#,
            #""requiresBootstrapStackVersion" : 6"#,
            #""stackTemplateAssetObjectUrl" : "s3://cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/"#,
            #""/Loader/Q/Resource" : ["#, #""data" : "Q1234""#, #""type" : "aws:cdk:logicalId""#,
        ] { #expect(text.contains(expected), "\(expected)") }
    }

    @Test func `another qualifier is in all names`() throws {
        let destination = AssetDestination.bootstrap(qualifier: "mine")
        let assembly = CloudAssembly(Sample.stack(), assets: [Sample.code], destination: destination)
        let text = try Sample.text("manifest.json", of: assembly) + Sample.text("Loader.assets.json", of: assembly)
        #expect(text.contains("cdk-mine-deploy-role") && text.contains("cdk-mine-assets"))
        #expect(!text.contains("hnb659fds"))
    }

    @Test func `a bucket of one's own needs no roles`() throws {
        let assembly = CloudAssembly(Sample.stack(), assets: [Sample.code], destination: .bucket("my-code"))
        let text = try Sample.text("manifest.json", of: assembly) + Sample.text("Loader.assets.json", of: assembly)
        #expect(text.contains(#""bucketName" : "my-code""#))
        #expect(text.contains("s3://my-code/"))
        #expect(!text.contains("role") && !text.contains("bootstrap"))
    }

    @Test func `a region is a literal, or is left out`() throws {
        let unknown = CloudAssembly(Sample.stack(), assets: [Sample.code])
        #expect(try !Sample.text("Loader.assets.json", of: unknown).contains(#""region""#))
        let known = CloudAssembly(
            Sample.stack(),
            assets: [Sample.code],
            environment: AssemblyEnvironment(account: "123456789012", region: "eu-central-1")
        )
        #expect(try Sample.text("Loader.assets.json", of: known).contains(#""region" : "eu-central-1""#))
        #expect(
            try Sample.text("manifest.json", of: known).contains(#""environment" : "aws://123456789012/eu-central-1""#)
        )
    }

    @Test func `assets are uploaded as they are, under the digest of their content`() throws {
        let text = try Sample.text("Loader.assets.json", of: CloudAssembly(Sample.stack(), assets: [Sample.code]))
        #expect(text.contains(#""path" : "\#(Self.zip)""#))
        #expect(text.contains(#""objectKey" : "\#(Sample.code.digest).zip""#))
        #expect(text.contains(#""packaging" : "file""#) && !text.contains(#""packaging" : "zip""#))
        #expect(FileAsset(name: "Code", content: [1, 2, 4]).objectKey != Sample.code.objectKey)
    }

    @Test func `the tree holds the types of resources`() throws {
        let text = try Sample.text("tree.json", of: CloudAssembly(Sample.stack(), assets: []))
        #expect(text.contains(#""version" : "tree-0.1""#))
        #expect(text.contains(#""aws:cdk:cloudformation:type" : "AWS::SQS::Queue""#))
    }

    @Test func `notices, tags and protection reach the manifest`() throws {
        var stack = Sample.stack()
        stack.notices = ["push the image"]
        stack.tags = ["app": "loader"]
        stack.isProtected = true
        let text = try Sample.text("manifest.json", of: CloudAssembly(stack, assets: []))
        #expect(text.contains(#""data" : "push the image""#) && text.contains(#""type" : "aws:cdk:info""#))
        #expect(text.contains(#""app" : "loader""#) && text.contains(#""terminationProtection" : true"#))
    }

    @Test(arguments: ["", "a/b", "../x", "ümlaut", String(repeating: "a", count: 129)])
    func `a name that is no file's is refused`(name: String) {
        let error = #expect(throws: AssemblyError.self) {
            try CloudAssembly(Sample.stack(name: name), assets: []).files()
        }
        #expect(error?.code == .invalidName)
        let asset = FileAsset(name: "Code", content: [], fileExtension: name)
        #expect(throws: AssemblyError.self) { try CloudAssembly(Sample.stack(), assets: [asset]).files() }
    }

    @Test func `is written into a folder that is made, and again over what is there`() throws {
        let folder =
            FileManager.default.temporaryDirectory.path(percentEncoded: false)
            + "assembly-\(UInt64.random(in: 0 ... .max))/cdk.out"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let assembly = CloudAssembly(Sample.stack(), assets: [Sample.code])
        for _ in 0..<2 { try assembly.write(to: folder) }
        for file in try assembly.files() {
            #expect(try Array(Data(contentsOf: URL(filePath: "\(folder)/\(file.path)"))) == file.content)
        }
        let error = #expect(throws: AssemblyError.self) { try assembly.write(to: "\(folder)/manifest.json") }
        #expect(error?.code == .cannotWrite)
    }
}
