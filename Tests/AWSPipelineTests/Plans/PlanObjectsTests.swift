import AWSClient
import AWSPipeline
import FoundationEssentials
import LoadPlan
import Testing

/// Plans and data by way of a bucket that answers as S3 documents ranges.
struct PlanObjectsTests {
    /// One bucket `b`; `replaced` is another object after its first part was read.
    private struct Bucket: AWSCaller {
        static let large = (0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

        func call(_ request: AWSRequest) async throws -> AWSResponse {
            let objects: [String: [UInt8]] = [
                "/b/runs/a%20b/users.csv": Self.large, "/b/empty": [], "/b/plan.yaml": Array("target: x".utf8),
                "/b/replaced": Self.large,
            ]
            guard let object = objects[request.path] else {
                throw AWSError(operation: "GetObject", code: "NoSuchKey", message: "none", status: 404)
            }
            func field(_ name: String) -> String? { request.headers.first { $0.name == name }?.value }
            let asked = try #require(field("range")).dropFirst("bytes=".count)
            let range = asked.split(separator: "-").compactMap { Int($0) }
            let tag = request.path == "/b/replaced" ? "\"\(range[0])\"" : "\"v1\""
            if let wanted = field("if-match"), wanted != tag {
                throw AWSError(operation: "GetObject", code: "PreconditionFailed", message: "other", status: 412)
            }
            guard range[0] < object.count else {
                throw AWSError(operation: "GetObject", code: "InvalidRange", message: "no", status: 416)
            }
            let end = min(range[1], object.count - 1)
            return AWSResponse(
                status: 206,
                headers: [
                    HTTPField("ETag", tag), HTTPField("Content-Range", "bytes \(range[0])-\(end)/\(object.count)"),
                ],
                body: Array(object[range[0]...end])
            )
        }
    }

    private let objects = PlanObjects(S3Client(Bucket(), owner: nil))

    private static func plan(_ locations: [String]) throws -> TestPlan {
        var plan = TestPlan(
            request: RequestSpec(url: try TargetURL(parsing: "http://a.test/")),
            profile: .closed(seconds: 1),
            virtualUsers: 1
        )
        plan.dataSets = locations.map {
            DataSet(name: "d", location: $0, format: .csv, order: .unique, atEnd: .stop, columns: ["a"], rows: 1)
        }
        return plan
    }

    @Test
    func `reads a plan's text`() async throws {
        #expect(try await objects.plan(at: "s3://b/plan.yaml") == Array("target: x".utf8))
    }

    @Test
    func `brings data into files of this process, part by part`() async throws {
        let plan = try await objects.withLocalData(
            Self.plan(["s3://b/runs/a b/users.csv", "/local.csv", "s3://b/empty"])
        )
        let locations = plan.dataSets.map(\.location)
        #expect(try Array(Data(contentsOf: URL(filePath: locations[0]))) == Bucket.large)
        #expect(locations[1] == "/local.csv")
        #expect(try Data(contentsOf: URL(filePath: locations[2])).isEmpty)
    }

    @Test(arguments: ["s3://b/none", "s3://b/replaced"])
    func `fails where the object is not there, or is another after a part`(location: String) async throws {
        await #expect(throws: AWSError.self) { try await objects.withLocalData(try Self.plan([location])) }
    }

    @Test(arguments: ["s3://b/runs/a b/users.csv", "plan.yaml", "s3://b", "s3:///k", "https://b/k"])
    func `refuses what is too large for a plan, or names no object`(location: String) async throws {
        await #expect(throws: PlanObjectError.self) { try await objects.plan(at: location) }
    }

    @Test(arguments: [("s3://b/k", "b", "k"), ("s3://b/a/b c/", "b", "a/b c/")])
    func `names objects`(text: String, bucket: String, key: String) throws {
        let location = try #require(S3Location(text))
        #expect(location == S3Location(bucket: bucket, key: key))
        #expect(location.description == text)
    }
}
