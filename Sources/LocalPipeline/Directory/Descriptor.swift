internal import Glibc

/// An open file descriptor that is closed when its owner lets go of it. It is never inherited: close-on-exec is set.
struct Descriptor: ~Copyable, Sendable {
    let number: Int32

    /// Takes over an open descriptor.
    init(owning number: Int32) {
        self.number = number
    }

    deinit { close(number) }

    /// Opens a file close-on-exec; one that is made gets mode 0600, or another.
    static func open(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(SystemError) -> Descriptor {
        while true {
            let number = Glibc.open(path, flags | O_CLOEXEC, mode)
            if number >= 0 { return Descriptor(owning: number) }
            guard errno == EINTR else { throw SystemError() }
        }
    }

    /// Runs `body` with the number of the same file, taken from 10 up, and closes both.
    consuming func lend<Value>(_ body: (Int32) throws(SystemError) -> Value) throws(SystemError) -> Value {
        let copy = try raised()
        let value = try body(copy.number)
        _ = consume copy
        return value
    }

    /// The same file under a number from 10 up, clear of those a child process gets.
    func raised() throws(SystemError) -> Descriptor {
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 10)
        guard copy >= 0 else { throw SystemError() }
        return Descriptor(owning: copy)
    }
}
