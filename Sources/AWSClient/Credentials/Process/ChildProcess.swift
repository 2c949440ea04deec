internal import Glibc

/// Runs a program and takes what it writes to its standard output.
///
/// The program gets a process group of its own, /dev/null as input, no other descriptor of this process, and its
/// standard error: it may have something to say to the person at the terminal, and that is kept nowhere.
enum ChildProcess {
    /// - Parameters:
    ///   - arguments: The program, found by `PATH` of this process where it has no slash, and its arguments.
    ///   - environment: The whole environment of the program.
    ///   - limit: Bytes that it may write.
    /// - Throws: ``ChildProcessError``; `CancellationError`. The program and its children are killed in both cases.
    static func output(
        of arguments: [String],
        environment: [String: String],
        timeout: Duration = .seconds(60),
        limit: Int = 65_536
    ) async throws -> [UInt8] {
        let end = ContinuousClock.now + timeout
        let output = try OutputPipe()
        var child = RunningChild(
            pid: try SpawnedProgram(arguments: arguments, environment: environment).start(output: output.writeEnd)
        )
        output.closeWriteEnd()
        do {
            var content: [UInt8] = []
            while true {
                // The order matters: what a program wrote before it ended is in the pipe by then.
                let status = child.reap()
                content += output.available(limit: limit - content.count + 1)
                guard content.count <= limit else {
                    throw ChildProcessError(
                        .tooMuchOutput,
                        "wrote more than \(limit) bytes: it must print one JSON document"
                    )
                }
                if let status {
                    guard status == 0 else { throw RunningChild.failure(waitStatus: status) }
                    return content
                }
                guard ContinuousClock.now < end else {
                    throw ChildProcessError(
                        .timeout,
                        "did not end within \(timeout.components.seconds) s and was stopped"
                    )
                }
                try await Task.sleep(for: .milliseconds(5))
            }
        } catch {
            child.kill()
            throw error
        }
    }
}
