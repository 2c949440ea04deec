import Glibc
import Synchronization
import Testing

@testable import LambdaRuntime

@Suite(.timeLimit(.minutes(1))) struct WakeupTests {
    private final class Count: Sendable {
        let value = Atomic<Int>(0)
    }

    @Test func `a condition that other threads bring about ends the wait`() async throws {
        let wakeup = try Wakeup()
        let count = Count()
        let isMet = try await onThread {
            for _ in 0..<20 {
                startThread {
                    count.value.add(1, ordering: .relaxed)
                    wakeup.ring()
                }
            }
            return wakeup.wait(until: nil) { count.value.load(ordering: .relaxed) == 20 }
        }
        #expect(isMet)
    }

    @Test func `a wait ends at its deadline, not before, and not at rings without reason`() async throws {
        let wakeup = try Wakeup()
        let deadline = ContinuousClock.now + .milliseconds(30)
        let (isMet, end) = try await onThread {
            for _ in 0..<3 { startThread { wakeup.ring() } }
            return (wakeup.wait(until: deadline) { false }, ContinuousClock.now)
        }
        #expect(!isMet)
        #expect(end >= deadline)
    }

    @Test func `a condition that holds is not waited for`() throws {
        #expect(try Wakeup().wait(until: .now - .seconds(1)) { true })
    }

    @Test func `a request to stop ends a socket's wait only where it is minded`() async throws {
        var ends: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let (near, far) = (ends[0], ends[1])
        defer {
            close(near)
            close(far)
        }
        let wakeup = try Wakeup()
        #expect(wakeup.wait(for: near, POLLIN, until: .now, minding: true) == .timedOut)
        wakeup.requestStop()
        #expect(wakeup.wait(for: near, POLLIN, until: nil, minding: true) == .stopRequested)
        #expect(wakeup.wait(for: near, POLLIN, until: .now, minding: false) == .timedOut)
        #expect(write(far, "x", 1) == 1)
        #expect(wakeup.wait(for: near, POLLIN, until: nil, minding: false) == .ready)
        // What has arrived comes before the request to stop, which stays for whoever asks later.
        #expect(wakeup.wait(for: near, POLLIN, until: nil, minding: true) == .ready)
        var byte: UInt8 = 0
        #expect(read(near, &byte, 1) == 1)
        #expect(wakeup.wait(for: near, POLLIN, until: nil, minding: true) == .stopRequested)
    }
}
