internal import GRDB

extension LocalPipelineError {
    /// The error of a failed statement on the database at `path`.
    init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? "SQLite result code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(.diskFull, "no space is left for \(path): free some; what was acknowledged before is safe")
        case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE:
            self.init(.diskFull, "no space is left beside \(path): free some; what was acknowledged before is safe")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN:
            self.init(
                .notWritable,
                "\(path) or its directory cannot be written (\(detail)): change the permissions, or name another place "
                    + "with LOADTESTER_DATA"
            )
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(
                .corrupt,
                "\(path) is damaged or no database (\(detail)): move it and its -wal file away, and a new one is made"
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy,
                "other processes held \(path) for longer than the busy time-out: see which with `fuser`, then try again"
            )
        case .SQLITE_IOERR:
            self.init(.inputOutput, "the disk or file system under \(path) failed (\(detail)): see the kernel's log")
        default:
            self.init(.database, "\(path) refused a statement (\(detail))")
        }
    }
}
