internal import LoadPlan
internal import ResultPipeline

extension RunHeader {
    /// When the last task of a run that goes as planned has ended, epoch milliseconds: after the load, or after the barrier
    /// where there was none yet, and all time-outs.
    var hardDeadline: Int64 {
        let answers = plan.client.timeoutSeconds + plan.client.connectTimeoutSeconds
        let grace = DirectorOptions().grace / .milliseconds(1)
        // Tasks that come late wait half the barrier's time-out themselves.
        let begin = start.map { Double($0.at) } ?? Double(createdAt) + Double(barrierTimeout) * 1.5
        let load = start == nil ? 0 : plan.profile.seconds
        return Int64(exactly: (begin + (load + answers) * 1000 + grace).rounded(.up)) ?? .max
    }
}
