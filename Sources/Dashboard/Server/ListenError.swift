internal import Glibc

/// An address that cannot be listened at.
public struct ListenError: Error, CustomStringConvertible {
    /// Error number of the system (errno).
    public let number: Int32

    /// What the system says, and what to do about it.
    public var description: String {
        let reason = String(cString: strerror(number))
        return switch number {
        case EADDRINUSE: "\(reason); choose another port, or 0 for any that is free"
        case EACCES: "\(reason); ports below 1024 are the system's, choose another"
        case EADDRNOTAVAIL: "\(reason); this machine has no such address"
        default: reason
        }
    }
}
