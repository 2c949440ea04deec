import ContainerImage
import Synchronization

/// A push to a registry on this machine, whose waits take no time.
struct PushBench {
    static let password = "QVdTOnNlY3JldA=="  // AWS:secret
    static let credentials = RegistryCredentials.password(user: "AWS", password: "secret")

    let registry: ModelRegistry
    var credentials = RegistryCredentials.anonymous
    var tag: String?
    var endpoint: String?

    init(_ access: ModelRegistry.Access = .open, _ change: (inout ModelRegistry.State) -> Void = { _ in }) {
        registry = ModelRegistry(access, change)
    }

    /// What a push came to, what it told on the way, and how long it would have waited.
    struct Course {
        var report: PushReport
        var events: [PushEvent]
        var waits: [Duration]
    }

    func push(_ image: OCIImage? = nil) async throws -> Course {
        let image = try image ?? Fixture.worker().image()
        let reference = try ImageReference(registry: "127.0.0.1:5000", repository: "repo", tag: tag ?? image.tag)
        let waits = Waits()
        let pusher = RegistryPusher(registry) { waits.add($0) }
        var events: [PushEvent] = []
        let report = try await pusher.push(image, to: reference, credentials: credentials, endpoint: endpoint) {
            events.append($0)
        }
        return Course(report: report, events: events, waits: waits.all)
    }

    private final class Waits: Sendable {
        private let durations = Mutex<[Duration]>([])
        var all: [Duration] { durations.withLock { $0 } }
        func add(_ duration: Duration) { durations.withLock { $0.append(duration) } }
    }
}
