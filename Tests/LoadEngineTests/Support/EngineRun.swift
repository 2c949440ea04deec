import LoadPlan
import Measurement
import Synchronization

@testable import LoadEngine

/// A finished run of the engine: its windows, added up.
struct EngineRun {
    var counts = RequestCounts()
    var statusCodes: [Int: UInt64] = [:]
    var errors: [String: UInt64] = [:]
    var bytesSent: UInt64 = 0
    var responseTime = Histogram()
    var serviceTime = Histogram()
    var startLag = Histogram()
    var virtualUserWait = Histogram()
    var connect = Histogram()
    var windows: [WindowReport] = []
    var health = GeneratorHealth()

    /// Runs a plan against loopback.
    static func of(
        _ plan: TestPlan,
        share: Segment = .whole,
        windowLength: Int64 = 1000,
        under policy: TargetPolicy = .local,
        during: @Sendable @escaping (LoadEngine) -> Void = { _ in }
    ) async throws -> EngineRun {
        let engine = try LoadEngine(plan: plan, targetPolicy: policy)
        return try await of(engine, share: share, windowLength: windowLength, during: during)
    }

    /// Runs an engine.
    static func of(
        _ engine: LoadEngine,
        share: Segment = .whole,
        windowLength: Int64 = 1000,
        during: @Sendable @escaping (LoadEngine) -> Void = { _ in }
    ) async throws -> EngineRun {
        await RunGate.shared.enter()
        defer { RunGate.shared.leave() }
        try await engine.prepare()
        let collected = Mutex<[WindowReport]>([])
        try NativeThread.start { during(engine) }
        let health = try await engine.run(
            share: share,
            start: .now,
            startedAt: 1_000_000,
            windowLength: windowLength
        ) { window in collected.withLock { $0.append(window) } }
        return try EngineRun(windows: collected.withLock { $0 }, health: health)
    }

    private init(windows: [WindowReport], health: GeneratorHealth) throws {
        self.windows = windows
        self.health = health
        var decoder = HistogramDecoder()
        for window in windows {
            startLag.merge(try decoder.decode(window.generator.startLag))
            virtualUserWait.merge(try decoder.decode(window.generator.virtualUserWait))
            connect.merge(try decoder.decode(window.generator.connect))
            for endpoint in window.endpoints {
                counts += endpoint.counts
                statusCodes.merge(endpoint.statusCodes, uniquingKeysWith: +)
                errors.merge(endpoint.errors, uniquingKeysWith: +)
                bytesSent += endpoint.bytesSent
                responseTime.merge(try decoder.decode(endpoint.responseTime))
                serviceTime.merge(try decoder.decode(endpoint.serviceTime))
            }
        }
    }
}

extension TestPlan {
    /// A plan against loopback: `rate` 0 is the closed model.
    static func test(
        _ url: String,
        method: String = "GET",
        users: Int = 4,
        rate: Double = 100,
        seconds: Double = 0.5,
        headers: [RequestSpec.Header] = [],
        body: [UInt8] = [],
        change: (inout ClientOptions) -> Void = { _ in }
    ) throws -> TestPlan {
        var client = ClientOptions()
        client.loops = 1
        client.timeoutSeconds = 5
        change(&client)
        return TestPlan(
            request: RequestSpec(method: method, url: try TargetURL(parsing: url), headers: headers, body: body),
            profile: rate > 0
                ? .open(.constant(rate, seconds: seconds), arrivals: .uniform) : .closed(seconds: seconds),
            virtualUsers: users,
            client: client
        )
    }
}
