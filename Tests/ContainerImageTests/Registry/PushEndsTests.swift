import ContainerImage
import Testing

/// Whatever a registry answers, a push comes to an end.
struct PushEndsTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    private static let statuses = [
        200, 200, 201, 202, 204, 206, 302, 307, 400, 401, 401, 403, 404, 404, 409, 416, 429, 500, 503,
    ]
    private static let headers = [
        ("Location", ["/v2/up", "http://127.0.0.1:5000/v2/up?a=b", "", "https://other.test/"]),
        (
            "WWW-Authenticate",
            ["Basic", #"Bearer realm="http://127.0.0.1:5000/token""#, "Digest", "Bearer realm=", "\""]
        ),
        ("Docker-Content-Digest", ["sha256:0", ""]),
        ("Retry-After", ["1", "99999999999999999999", "x"]),
    ]
    private static let bodies = [
        "", "{", #"{"token":"t"}"#, #"{"errors":[{}]}"#, #"{"config":{}}"#, #"{"errors":[{"code":"X"}]}"#,
    ]

    @Test func `random answers end within a bound, and no wait is longer than it may be`() throws {
        let image = try Fixture.worker().image()
        let reference = try ImageReference(registry: "127.0.0.1:5000", repository: "repo", tag: "v1")
        for seed in 0..<3000 {
            var random = Generator(state: UInt64(seed))
            var push = RegistryPush(image, to: reference, credentials: PushBench.credentials)
            var step = push.resume()
            var steps = 0
            walk: while true {
                steps += 1
                try #require(steps < 500, "seed \(seed)")
                switch step {
                case .done, .failed: break walk
                case .wait(let duration):
                    #expect(duration >= .zero && duration <= .seconds(30))
                    step = push.resume()
                case .send:
                    guard Int.random(in: 0..<8, using: &random) > 0 else {
                        step = push.failed("gone")
                        continue
                    }
                    step = push.received(Self.answer(&random))
                }
            }
        }
    }

    private static func answer(_ random: inout Generator) -> RegistryResponse {
        var response = RegistryResponse(status: statuses.randomElement(using: &random) ?? 200)
        for (name, values) in headers where Bool.random(using: &random) {
            response.headers.append(RegistryHeader(name, values.randomElement(using: &random) ?? ""))
        }
        response.body = Array((bodies.randomElement(using: &random) ?? "").utf8)
        return response
    }
}
