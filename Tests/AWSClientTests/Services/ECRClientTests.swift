import AWSClient
import Testing

struct ECRClientTests {
    @Test func `the login is read from its token, and is not shown`() async throws {
        let recorder = OperationRecorder(
            #"{"authorizationData":[{"authorizationToken":"QVdTOnNlY3JldDpwYXNz","expiresAt":1.7e9,"#
                + #""proxyEndpoint":"https://1.dkr.ecr.eu-central-1.amazonaws.com"}]}"#
        )
        let login = try await ECRClient(recorder).login()
        #expect(login.user == "AWS")
        #expect(login.password == "secret:pass")
        #expect(login.registry == "https://1.dkr.ecr.eu-central-1.amazonaws.com")
        #expect(!"\(login)\(String(reflecting: login))".contains("secret"))
        #expect(recorder.bodies == ["{}"])
        #expect(
            recorder.requests[0].headers == [
                HTTPField("content-type", "application/x-amz-json-1.1"),
                HTTPField("x-amz-target", "AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken"),
            ]
        )
    }

    @Test(arguments: [
        #"{"authorizationData":[]}"#, #"{"authorizationData":[{"authorizationToken":"?","proxyEndpoint":"h"}]}"#,
        #"{"authorizationData":[{"authorizationToken":"QVdT","proxyEndpoint":"h"}]}"#, "{}",
    ])
    func `an answer without a login is an error`(answer: String) async {
        let error = await #expect(throws: AWSError.self) { try await ECRClient(OperationRecorder(answer)).login() }
        #expect(error?.code == "invalidResponse")
    }

    @Test func `images are found, listed and deleted`() async throws {
        let image = OperationRecorder(#"{"imageDetails":[{"imageDigest":"sha256:1","imageTags":["t"]}]}"#)
        #expect(try await ECRClient(image).digest(of: "t", in: "r") == "sha256:1")
        #expect(image.bodies == [#"{"imageIds":[{"imageTag":"t"}],"repositoryName":"r"}"#])
        let list = OperationRecorder(
            #"{"imageIds":[{"imageDigest":"d","imageTag":"t"}],"nextToken":"n"}"#,
            #"{"imageIds":[{"imageDigest":"e"}]}"#
        )
        let all = try await ECRClient(list).images(in: "r")
        #expect(all == [ECRImageId(imageDigest: "d", imageTag: "t"), ECRImageId(imageDigest: "e")])
        let deletion = OperationRecorder(
            #"{"imageIds":[],"failures":[{"imageId":{"imageDigest":"d"},"failureCode":"ImageNotFound","#
                + #""failureReason":"gone"}]}"#
        )
        let failures = try await ECRClient(deletion).delete([ECRImageId(imageDigest: "d")], in: "r")
        #expect(failures.map(\.failureReason) == ["gone"])
    }

    @Test func `an image or a repository that is not there is none`() async throws {
        #expect(try await ECRClient(Refusal("ImageNotFoundException", status: 400)).digest(of: "t", in: "r") == nil)
        #expect(try await ECRClient(Refusal("RepositoryNotFoundException", status: 400)).repository("r") == nil)
        await #expect(throws: AWSError.self) {
            try await ECRClient(Refusal("AccessDeniedException", status: 400)).repository("r")
        }
        let found = OperationRecorder(
            #"{"repositories":[{"repositoryArn":"a","repositoryName":"r","repositoryUri":"h/r","createdAt":1.0}]}"#
        )
        #expect(try await ECRClient(found).repository("r")?.repositoryUri == "h/r")
    }
}
