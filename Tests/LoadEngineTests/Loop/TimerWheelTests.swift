import HTTPWire
import Testing

@testable import LoadEngine

@Suite struct TimerWheelTests {
    private static let slot: Int64 = 1 << 24

    private func withWheel(_ count: Int, _ body: (inout TimerWheel) -> Void) {
        let connections = UnsafeMutablePointer<Connection>.allocate(capacity: count)
        connections.initialize(repeating: Connection(parser: ResponseParser()), count: count)
        defer { connections.deallocate() }
        var wheel = TimerWheel(connections, now: 0)
        body(&wheel)
    }

    private func expired(_ wheel: inout TimerWheel, at now: Int64) -> Set<Int> {
        var found: Set<Int> = []
        while case let index = wheel.expired(now: now), index >= 0 { found.insert(index) }
        return found
    }

    @Test func aDeadlineExpiresOnceAndNotBeforeItsTime() {
        withWheel(4) { wheel in
            wheel.arm(1, at: 100_000_000)
            wheel.arm(2, at: 300_000_000)
            #expect(expired(&wheel, at: 99_999_999) == [])
            #expect(expired(&wheel, at: 100_000_000 + Self.slot) == [1])
            #expect(expired(&wheel, at: 200_000_000) == [])
            #expect(expired(&wheel, at: 300_000_000 + Self.slot) == [2])
            #expect(wheel.armed == 0)
        }
    }

    @Test func deadlinesBeyondOneTurnWaitForTheirTurn() {
        withWheel(2) { wheel in
            wheel.arm(0, at: 30_000_000_000)
            var now: Int64 = 0
            while now < 30_000_000_000 {
                #expect(expired(&wheel, at: now) == [])
                now += 500_000_000
            }
            #expect(expired(&wheel, at: 30_000_000_000 + Self.slot) == [0])
        }
    }

    @Test func aDeadlineThatHasPassedExpiresWithinASlot() {
        withWheel(2) { wheel in
            #expect(expired(&wheel, at: 5_000_000_000) == [])
            wheel.arm(0, at: 1)
            #expect(expired(&wheel, at: 5_000_000_000 + Self.slot) == [0])
        }
    }

    @Test func aLongSleepMissesNothing() {
        withWheel(100) { wheel in
            for index in 0..<100 { wheel.arm(index, at: Int64(index) * 97_000_000) }
            #expect(expired(&wheel, at: 60_000_000_000).count == 100)
        }
    }

    @Test func rearmingReplacesAndDisarmingForgets() {
        withWheel(8) { wheel in
            for index in 0..<8 { wheel.arm(index, at: 50_000_000) }
            wheel.arm(3, at: 500_000_000)
            wheel.disarm(0)
            wheel.disarm(0)
            wheel.disarm(7)
            #expect(expired(&wheel, at: 100_000_000) == [1, 2, 4, 5, 6])
            #expect(expired(&wheel, at: 600_000_000) == [3])
        }
    }

    /// Against a plain list of deadlines, over random operations.
    @Test(arguments: 1...5) func agreesWithAList(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        withWheel(32) { wheel in
            var model: [Int: Int64] = [:]
            var now: Int64 = 0
            for _ in 0..<2000 {
                let index = Int.random(in: 0..<32, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    wheel.disarm(index)
                    model[index] = nil
                case 1, 2:
                    let deadline = now + Int64.random(in: 0..<12_000_000_000, using: &random)
                    wheel.arm(index, at: deadline)
                    model[index] = deadline
                default:
                    now += Int64.random(in: 0..<1_000_000_000, using: &random)
                    let found = expired(&wheel, at: now)
                    // What is due by a whole slot must have expired; what is not due must not.
                    #expect(found.allSatisfy { (model[$0] ?? .max) <= now })
                    for index in found { model[index] = nil }
                    #expect(model.values.allSatisfy { $0 > now - 2 * Self.slot })
                    #expect(wheel.armed == model.count)
                }
            }
        }
    }
}
