import ContainerImage
import Testing

/// Pushes that do not go smoothly. Requests of a smooth one: 1 ping, 2 look, 3 HEAD, 4 POST, 5 PUT of the layer, 6–8 of the
/// configuration, 9 manifest.
struct PushTroubleTests {
    @Test(arguments: 1...9)
    func `a request that fails once is tried again`(ordinal: Int) async throws {
        let faults: [ModelRegistry.Fault] = [
            .noAnswer, .lostAnswer, .answer(.fault(503, "UNAVAILABLE", "later")),
            .answer(.fault(429, "TOOMANYREQUESTS", "slower")),
        ]
        let image = try Fixture.worker().image()
        for fault in faults {
            let bench = PushBench { $0.faults[ordinal] = fault }
            let course = try await bench.push(image)
            #expect(course.waits == [.seconds(1)])
            #expect(bench.registry.now.manifests[image.tag] == image.manifest.content)
            #expect(course.events.contains { if case .retrying = $0 { true } else { false } })
        }
    }

    @Test func `a registry that stays away is given up after five attempts`() async {
        let bench = PushBench { state in for ordinal in 2...20 { state.faults[ordinal] = .noAnswer } }
        let error = await #expect(throws: ImageError.self) { try await bench.push() }
        #expect(error?.code == .unreachable)
        #expect(bench.registry.now.requests.count == 1 + RegistryPush.attempts)
    }

    @Test func `an upload that never succeeds is given up too`() async {
        // Each attempt asks for the blob, begins an upload, and fails.
        let bench = PushBench { state in
            for ordinal in stride(from: 5, to: 100, by: 3) { state.faults[ordinal] = .answer(.fault(500, "", "")) }
        }
        let error = await #expect(throws: ImageError.self) { try await bench.push() }
        #expect(error?.code == .unreachable)
        #expect(bench.registry.now.requests.count == 2 + 3 * RegistryPush.attempts)
    }

    @Test func `a lost answer to an upload costs no second one`() async throws {
        let bench = PushBench { $0.faults[5] = .lostAnswer }
        let course = try await bench.push()
        #expect(course.report.pushed == 1 && course.report.skipped == 1)
        #expect(bench.registry.now.requests.filter { $0.method == "PUT" }.count == 3)
    }

    @Test func `the registry says how long to wait, within reason`() async throws {
        func after(_ seconds: String) -> ModelRegistry.Fault {
            .answer(RegistryResponse(status: 429, headers: [RegistryHeader("retry-after", seconds)]))
        }
        let bench = PushBench { state in
            state.faults[1] = after("7")
            state.faults[2] = after("9000")
            state.faults[3] = after("-1")
            state.faults[4] = after("soon")
        }
        #expect(try await bench.push().waits == [.seconds(7), .seconds(30), .zero, .seconds(8)])
    }

    @Test func `an upload is sent where the registry says, and credentials are not`() async throws {
        var bench = PushBench(.basic(PushBench.password)) { $0.uploadHost = "http://storage.test" }
        bench.credentials = PushBench.credentials
        _ = try? await bench.push()
        let upload = bench.registry.now.requests.first { $0.url.hasPrefix("http://storage.test/") }
        #expect(upload != nil)
        #expect(upload?.headers.contains { $0.name == "Authorization" } == false)
    }

    @Test(arguments: ["", "ftp://storage.test/", "//storage.test/", "http://storage.test/"])
    func `an upload that would leave TLS, or goes nowhere, is refused`(location: String) async {
        let answer = RegistryResponse(status: 202, headers: [RegistryHeader("Location", location)])
        var bench = PushBench { $0.faults[4] = .answer(answer) }
        bench.endpoint = "https://127.0.0.1:5000/"
        let error = await #expect(throws: ImageError.self) { try await bench.push() }
        #expect(error?.code == .invalidResponse)
    }

    @Test func `who is cancelled stops`() async throws {
        let bench = PushBench()
        let image = try Fixture.worker().image()
        let push = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await bench.push(image)
        }
        await #expect(throws: CancellationError.self) { try await push.value }
        #expect(bench.registry.now.requests.isEmpty)
    }
}
