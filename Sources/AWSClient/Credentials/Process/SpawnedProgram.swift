internal import Glibc

/// A program with its arguments and environment, to be started by posix_spawn(3).
struct SpawnedProgram {
    /// The program and its arguments.
    let arguments: [String]
    let environment: [String: String]

    /// Starts it.
    /// - Parameter output: Descriptor that becomes its standard output.
    /// - Throws: ``ChildProcessError`` `notStarted`.
    func start(output: Int32) throws(ChildProcessError) -> pid_t {
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
        var pid: pid_t = 0
        let status = Self.withStrings(arguments) { argv in
            Self.withStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
                posix_spawnp(&pid, arguments.first ?? "", actions, attributes, argv, envp)
            }
        }
        guard status == 0 else {
            throw ChildProcessError(
                .notStarted,
                "cannot be started (\(SystemErrorText.of(status))): check its path and that it may be executed"
            )
        }
        return pid
    }

    private func fill(
        _ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>,
        output: Int32
    ) throws(ChildProcessError) {
        try check(posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO))
        try check(posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0))
        for descriptor in OpenDescriptors.list() where descriptor > STDERR_FILENO {
            try check(posix_spawn_file_actions_addclose(actions, descriptor))
        }
    }

    private func fill(_ attributes: UnsafeMutablePointer<posix_spawnattr_t>) throws(ChildProcessError) {
        var signals = sigset_t()
        sigemptyset(&signals)
        try check(posix_spawnattr_setsigmask(attributes, &signals))
        sigfillset(&signals)
        try check(posix_spawnattr_setsigdefault(attributes, &signals))
        try check(posix_spawnattr_setpgroup(attributes, 0))
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        try check(posix_spawnattr_setflags(attributes, Int16(truncatingIfNeeded: flags)))
    }

    private func check(_ status: Int32) throws(ChildProcessError) {
        guard status == 0 else {
            throw ChildProcessError(.notStarted, "cannot be started (\(SystemErrorText.of(status)))")
        }
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
