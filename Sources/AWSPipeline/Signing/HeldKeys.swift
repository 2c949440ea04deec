internal import AWSClient
internal import AWSSigning
private import Synchronization

/// The keys that sign now.
final class HeldKeys: Sendable {
    private let held: Mutex<Credentials?>

    init(_ keys: Credentials? = nil) { held = Mutex(keys) }

    var current: Credentials? { held.withLock { $0 } }

    /// Takes what `source` has, again and again until the task is cancelled. Keys that could not be had anew sign on.
    func keepFresh(
        from source: any CredentialProvider,
        every interval: Duration,
        sleep: @Sendable (Duration) async throws -> Void,
        onTrouble: @Sendable (String) -> Void
    ) async {
        var told: String?
        while true {
            do { try await sleep(interval) } catch { return }
            do {
                let keys = try await source.credentials()
                held.withLock { $0 = keys }
                told = nil
            } catch is CancellationError {
                return
            } catch {
                let cause = "\(error)"
                if cause != told {
                    onTrouble("the AWS keys that sign requests could not be renewed, and expire: \(cause)")
                }
                told = cause
            }
        }
    }
}
