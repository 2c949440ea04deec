import LocalPipeline
import ResultPipeline

/// What was waited for did not happen.
struct Missed: Error, CustomStringConvertible {
    let description: String
}

/// Looks every 10 ms until `condition` holds; gives up after a minute, which only a defect makes pass.
func eventually(_ what: String, _ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw Missed(description: "\(what) did not happen") }
        try await Task.sleep(for: .milliseconds(10))
    }
}

extension ProcessFleet {
    /// The states of a run's tasks, once all have ended.
    func ends(of testId: String) async throws -> [TaskStatus.State] {
        var states: [TaskStatus.State] = []
        try await eventually("the end of all processes") {
            states = try await status(of: testId).map(\.state)
            return !states.contains(.running)
        }
        return states
    }
}
