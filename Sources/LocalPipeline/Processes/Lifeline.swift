internal import CLinux
internal import Glibc

/// A pipe that only this process holds open for writing: when it ends, however it ends, its workers read end of file.
struct Lifeline: ~Copyable, Sendable {
    /// What the workers inherit.
    let workers: Descriptor
    private let own: Descriptor

    init() throws(LocalPipelineError) {
        var ends: [Int32] = [-1, -1]
        guard clinux_pipe(&ends) == 0 else { throw Self.failure(SystemError()) }
        let own = Descriptor(owning: ends[1])
        workers = try Self.raised(Descriptor(owning: ends[0]))
        self.own = own
    }

    private static func raised(_ end: consuming Descriptor) throws(LocalPipelineError) -> Descriptor {
        do {
            return try end.raised()
        } catch {
            throw failure(error)
        }
    }

    private static func failure(_ error: SystemError) -> LocalPipelineError {
        LocalPipelineError(.capacity, "no pipe to the workers can be made (\(error.text)): raise `ulimit -n`")
    }
}
