import LoadPlan

/// When virtual users of a closed load run, as their number goes up and down: user u runs while the number is above u, so that
/// tasks agree without a message.
struct UserSchedule: Sendable {
    private let stages: [UserStage]

    /// - Parameter stages: in order of time; empty for all users, always.
    init(_ stages: [UserStage]) {
        self.stages = stages.filter { $0.seconds > 0 }
    }

    /// The first moment, not before `time` (both seconds from the start), at which user `user` of the whole run may begin an
    /// iteration; nil for none.
    func start(of user: Int, from time: Double) -> Double? {
        guard !stages.isEmpty else { return time }
        let number = Double(user)
        var begin = 0.0
        for stage in stages {
            let end = begin + stage.seconds
            defer { begin = end }
            guard time < end else { continue }
            let from = Double(stage.from)
            let slope = (Double(stage.to) - from) / stage.seconds
            let now = max(time, begin)
            if from + slope * (now - begin) > number { return now }
            if slope > 0, Double(stage.to) > number { return max(now, begin + (number - from) / slope) }
        }
        return nil
    }
}
