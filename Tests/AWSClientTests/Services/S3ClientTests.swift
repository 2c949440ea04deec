import AWSClient
import Testing

struct S3ClientTests {
    @Test func `objects are named in the path, percent-encoded, and every request names the owner`() async throws {
        let recorder = OperationRecorder("bytes")
        let s3 = S3Client(recorder, owner: "123456789012")
        try await s3.put(Array("123456789".utf8), as: "a b/ü+.zip", in: "bucket", contentType: "application/zip")
        #expect(try await s3.hasObject("k", in: "bucket"))
        #expect(try await s3.object("k", in: "bucket") == Array("bytes".utf8))
        try await s3.deleteObject("k", in: "bucket")
        #expect(
            recorder.requests.map { "\($0.operation) \($0.method) \($0.path)" } == [
                "PutObject PUT /bucket/a%20b/%C3%BC%2B.zip", "HeadObject HEAD /bucket/k", "GetObject GET /bucket/k",
                "DeleteObject DELETE /bucket/k",
            ]
        )
        for request in recorder.requests {
            #expect(request.headers.first == HTTPField("x-amz-expected-bucket-owner", "123456789012"))
        }
        // The check value of the CRC-32 of ISO 3309: 0xCBF43926.
        #expect(recorder.requests.first?.headers.contains(HTTPField("x-amz-checksum-crc32", "y/Q5Jg==")) == true)
    }

    @Test(arguments: [(404, false), (403, nil)] as [(Int, Bool?)])
    func `an object that is not there is no error, and one that may not be seen is`(status: Int, found: Bool?) async {
        let s3 = S3Client(Refusal("http\(status)", status: status), owner: nil)
        #expect(await (try? s3.hasObject("k", in: "b")) == found)
    }

    @Test(arguments: [(404, S3Client.BucketState.absent), (403, .refused)])
    func `a bucket may be absent or another's`(status: Int, state: S3Client.BucketState) async throws {
        #expect(try await S3Client(Refusal("http\(status)", status: status), owner: nil).state(of: "b") == state)
    }

    @Test(arguments: [("us-east-1", ""), ("eu-central-1", "<LocationConstraint>eu-central-1</LocationConstraint>")])
    func `a bucket is made in the caller's region`(region: String, constraint: String) async throws {
        let recorder = OperationRecorder("")
        try await S3Client(recorder, owner: "1").createBucket("b", region: region)
        #expect(recorder.requests.map(\.path) == ["/b"])
        #expect(recorder.bodies[0].contains(constraint) && recorder.bodies[0].isEmpty == constraint.isEmpty)
        #expect(recorder.requests[0].headers.allSatisfy { $0.name == "content-type" })
    }

    @Test func `making one's own bucket again is no error, and a stranger's is`() async {
        func client(_ code: String) -> S3Client { S3Client(Refusal(code, status: 409), owner: nil) }
        await #expect(throws: Never.self) {
            try await client("BucketAlreadyOwnedByYou").createBucket("b", region: "us-east-1")
            try await client("NoSuchBucket").deleteBucket("b")
        }
        await #expect(throws: AWSError.self) {
            try await client("BucketAlreadyExists").createBucket("b", region: "us-east-1")
        }
        await #expect(throws: AWSError.self) { try await client("BucketNotEmpty").deleteBucket("b") }
    }

    @Test func `a bucket is closed by three requests, each with a checksum`() async throws {
        let recorder = OperationRecorder("")
        let s3 = S3Client(recorder, owner: "1")
        try await s3.encrypt("b")
        try await s3.blockPublicAccess(to: "b")
        try await s3.setPolicy("{}", of: "b")
        #expect(recorder.requests.map { $0.query.map(\.name) } == [["encryption"], ["publicAccessBlock"], ["policy"]])
        for request in recorder.requests {
            #expect(request.headers.contains(HTTPField("x-amz-sdk-checksum-algorithm", "CRC32")))
            #expect(request.headers.contains { $0.name == "x-amz-checksum-crc32" })
        }
    }

    @Test func `keys of all pages are listed`() async throws {
        let recorder = OperationRecorder(
            "<ListBucketResult><IsTruncated>true</IsTruncated><Contents><Key>a</Key></Contents>"
                + "<NextContinuationToken>n/1=</NextContinuationToken></ListBucketResult>",
            "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>b&amp;c</Key></Contents></ListBucketResult>"
        )
        #expect(try await S3Client(recorder, owner: nil).keys(in: "b", prefix: "p") == ["a", "b&c"])
        #expect(
            recorder.requests.map { $0.query.map { "\($0.name)=\($0.value)" } } == [
                ["list-type=2", "prefix=p"], ["list-type=2", "prefix=p", "continuation-token=n/1="],
            ]
        )
    }
}
