import ContainerImage
import Testing

struct RegistryLoginTests {
    @Test func `a registry that wants a password gets it, and only when it asks`() async throws {
        var bench = PushBench(.basic(PushBench.password))
        bench.credentials = PushBench.credentials
        _ = try await bench.push()
        let sent = bench.registry.now.requests.map { $0.headers.contains { $0.name == "Authorization" } }
        #expect(sent == [false] + Array(repeating: true, count: 9))

        var open = PushBench()
        open.credentials = PushBench.credentials
        _ = try await open.push()
        #expect(open.registry.now.requests.allSatisfy { !$0.headers.contains { $0.name == "Authorization" } })
    }

    @Test func `a registry that wants a token is shown one that the password was exchanged for`() async throws {
        var bench = PushBench(.bearer(PushBench.password))
        bench.credentials = PushBench.credentials
        _ = try await bench.push()
        #expect(bench.registry.now.tokens == 1)
        #expect(
            bench.registry.now.requests.last?.headers.contains(RegistryHeader("Authorization", "Bearer t1")) == true
        )
    }

    @Test func `a token that expires on the way is renewed`() async throws {
        // 1 ping, 2 token, 3 ping, 4 look, 5 HEAD: the answer to the last is lost on a token that is then worth nothing.
        var bench = PushBench(.bearer(PushBench.password))
        bench.credentials = PushBench.credentials
        let expired = RegistryResponse(
            status: 401,
            headers: [
                RegistryHeader(
                    "WWW-Authenticate",
                    #"bearer scope="repository:repo:pull,push", service=registry ,realm="http://127.0.0.1:5000/token""#
                )
            ]
        )
        bench.registry.change { $0.faults[5] = .answer(expired) }
        #expect(try await bench.push().report.pushed == 2)
        #expect(bench.registry.now.tokens == 2)
    }

    @Test(arguments: [false, true])
    func `credentials that are refused end the push and say so`(isBearer: Bool) async {
        var bench = PushBench(isBearer ? .bearer(PushBench.password) : .basic(PushBench.password))
        bench.credentials = .password(user: "AWS", password: "old")
        let error = await #expect(throws: ImageError.self) { try await bench.push() }
        #expect(error?.code == .unauthorized)
        #expect(bench.registry.now.requests.count <= 3)
    }

    @Test func `without credentials, a registry that wants a password is told apart`() async {
        let error = await #expect(throws: ImageError.self) { try await PushBench(.basic(PushBench.password)).push() }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains("log in first") == true)
    }

    @Test(arguments: ["Negotiate", "", "Bearer realm=\"http://evil.test/token\"", "Bearer service=\"x\""])
    func `a password goes to no place that is not safe`(challenge: String) async {
        let answer = RegistryResponse(status: 401, headers: [RegistryHeader("WWW-Authenticate", challenge)])
        var bench = PushBench { $0.faults[1] = .answer(answer) }
        bench.credentials = PushBench.credentials
        bench.endpoint = "https://127.0.0.1:5000"
        await #expect(throws: ImageError.self) { try await bench.push() }
        #expect(bench.registry.now.requests.count == 1)
    }

    @Test func `what is denied says what to allow`() async {
        let bench = PushBench { $0.faults[4] = .answer(.fault(403, "DENIED", "not authorized")) }
        let error = await #expect(throws: ImageError.self) { try await bench.push() }
        #expect(error?.code == .unauthorized)
        #expect(error?.message.contains("ecr:GetAuthorizationToken") == true)
    }

    @Test func `ECR's token is a name and a password`() throws {
        let credentials = try RegistryCredentials(ecrToken: "QVdTOmE6Yg==")
        #expect(credentials == .password(user: "AWS", password: "a:b"))
        #expect(throws: ImageError.self) { try RegistryCredentials(ecrToken: "QVdT") }
        #expect(throws: ImageError.self) { try RegistryCredentials(ecrToken: "?") }
    }
}
