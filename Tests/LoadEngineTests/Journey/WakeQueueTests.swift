import LoadPlan
import Testing

@testable import LoadEngine

@Suite struct WakeQueueTests {
    @Test func usersAreWokenInOrder() {
        var random = SplitMix64(seed: 3)
        var queue = WakeQueue(capacity: 500)
        var wanted: [Int64] = []
        for user in 0..<500 {
            let due = Int64.random(in: 0..<1000, using: &random)
            wanted.append(due)
            queue.push(user, at: due)
        }
        wanted.sort()
        #expect(queue.nextDue == wanted[0])
        var woken: [Int64] = []
        var users: Set<Int> = []
        for now in stride(from: Int64(0), through: 1000, by: 10) {
            while let (user, due) = queue.pop(at: now) {
                #expect(due <= now)
                woken.append(due)
                users.insert(user)
            }
        }
        #expect(woken == wanted && users.count == 500 && queue.nextDue == .max)
    }

    @Test func theNumberOfUsersFollowsTheStages() {
        let ramp = UserSchedule([
            UserStage(seconds: 10, from: 0, to: 100), UserStage(seconds: 10, from: 100, to: 0),
            UserStage(seconds: 10, from: 5, to: 5),
        ])
        #expect(ramp.start(of: 0, from: 0) == 0)
        #expect(ramp.start(of: 50, from: 0) == 5)
        #expect(ramp.start(of: 50, from: 7) == 7)
        #expect(ramp.start(of: 50, from: 14) == 14)
        #expect(ramp.start(of: 50, from: 15) == nil)
        #expect(ramp.start(of: 4, from: 19.9) == 20)
        #expect(ramp.start(of: 4, from: 30) == nil)
        #expect(ramp.start(of: 100, from: 0) == nil)
        #expect(UserSchedule([]).start(of: 1000, from: 5) == 5)
    }

    /// At every moment as many users may begin as the stages say.
    @Test func everyMomentHasTheUsersThatTheStagesSay() {
        let schedule = UserSchedule([UserStage(seconds: 7, from: 3, to: 41), UserStage(seconds: 5, from: 41, to: 12)])
        for step in 0..<119 {
            let time = Double(step) / 10 + 0.013
            let number = time < 7 ? 3 + 38 * time / 7 : 41 - 29 * (time - 7) / 5
            let active = (0..<60).count { schedule.start(of: $0, from: time) == time }
            #expect(active == Int(number.rounded(.up)), "\(time)")
        }
    }
}
