internal import CLinux
internal import Glibc

/// A program to start as a child process.
struct SpawnRequest: Sendable {
    /// Path of the executable.
    let executable: String
    /// Arguments, without the program's own name.
    let arguments: [String]
    /// The whole environment.
    var environment: [String: String]
    /// Descriptor that becomes ``ParentWatch/descriptor``.
    let lifeline: Int32

    /// Starts the program in a process group of its own (a terminal's Ctrl-C does not reach it), with default signal
    /// dispositions, /dev/null as standard input, and no descriptor beyond output, error and lifeline.
    /// - Parameter output: Descriptor for its standard output and error.
    /// - Returns: The process id.
    func spawn(output: Int32) throws(SystemError) -> pid_t {
        // What this process itself inherited is not for its workers; SQLite, NIO and this module set the flag themselves.
        _ = clinux_close_on_exec_from(3)
        let actions = UnsafeMutablePointer<posix_spawn_file_actions_t>.allocate(capacity: 1)
        let attributes = UnsafeMutablePointer<posix_spawnattr_t>.allocate(capacity: 1)
        posix_spawn_file_actions_init(actions)
        posix_spawnattr_init(attributes)
        defer {
            posix_spawn_file_actions_destroy(actions)
            posix_spawnattr_destroy(attributes)
            actions.deallocate()
            attributes.deallocate()
        }
        try fill(actions, output: output)
        try fill(attributes)
        let environment = environment.map { "\($0.key)=\($0.value)" }
        var pid: pid_t = 0
        let status = Self.withStrings([executable] + arguments) { argv in
            Self.withStrings(environment) { envp in posix_spawn(&pid, executable, actions, attributes, argv, envp) }
        }
        try Self.check(status)
        return pid
    }

    private func fill(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, output: Int32) throws(SystemError) {
        try Self.check(posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0))
        try Self.check(posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO))
        try Self.check(posix_spawn_file_actions_adddup2(actions, STDOUT_FILENO, STDERR_FILENO))
        try Self.check(posix_spawn_file_actions_adddup2(actions, lifeline, ParentWatch.descriptor))
    }

    private func fill(_ attributes: UnsafeMutablePointer<posix_spawnattr_t>) throws(SystemError) {
        var signals = sigset_t()
        sigemptyset(&signals)
        try Self.check(posix_spawnattr_setsigmask(attributes, &signals))
        sigfillset(&signals)
        try Self.check(posix_spawnattr_setsigdefault(attributes, &signals))
        try Self.check(posix_spawnattr_setpgroup(attributes, 0))
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        try Self.check(posix_spawnattr_setflags(attributes, Int16(truncatingIfNeeded: flags)))
    }

    private static func check(_ status: Int32) throws(SystemError) {
        guard status == 0 else { throw SystemError(status) }
    }

    /// Hands over the strings as C does: an array of pointers that ends with nil.
    private static func withStrings(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        let pointers = strings.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map(body) ?? ENOMEM
        }
    }
}
