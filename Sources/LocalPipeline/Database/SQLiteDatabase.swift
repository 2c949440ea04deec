internal import GRDB
internal import Glibc

/// The one file in which local runs keep headers, queue and results; any number of processes and runs share it.
///
/// WAL mode: readers and the writer do not wait for each other. `synchronous` is FULL: what a call has acknowledged
/// survives the end of any process, by SIGKILL too, and a power cut, as far as the disk keeps what `fdatasync` wrote.
/// See docs/decisions/0005-one-sqlite-file.md.
public struct SQLiteDatabase: Sendable {
    /// Path of the file; `-wal` and `-shm` files appear beside it while it is open.
    public let path: String
    let queue: DatabaseQueue

    /// Seconds for which a call waits for other processes by default.
    public static let defaultBusyTimeout = 10.0

    /// Opens the file, makes it (mode 0600) and its directory (0700) where they are missing, and brings it to this
    /// version's schema. Takes milliseconds, and blocks while another process opens it.
    /// - Parameters:
    ///   - path: The file; its directory must be on a local file system, as WAL needs shared memory.
    ///   - busyTimeout: Seconds for which a call waits for other processes before it throws `busy`.
    /// - Throws: ``LocalPipelineError`` `notWritable`, `diskFull`, `corrupt`, `newerVersion`, `busy`, `inputOutput`.
    public init(path: String, busyTimeout: Double = defaultBusyTimeout) throws(LocalPipelineError) {
        let directory = Self.directory(of: path)
        try DataDirectory.create(directory)
        let lock = try OpeningLock(directory: directory, seconds: busyTimeout)
        do {
            // SQLite would make the file readable by all, and give the files beside it the same mode.
            _ = try Descriptor.open(path, O_RDWR | O_CREAT)
        } catch {
            throw error.opening(path)
        }
        self.path = path
        do {
            queue = try DatabaseQueue(path: path, configuration: Self.configuration(busyTimeout: busyTimeout))
            try queue.writeWithoutTransaction { db in
                // GRDB sets NORMAL with WAL mode, so this comes after.
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864")
                guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                    throw LocalPipelineError(.database, "this build of SQLite does not write \(path) durably")
                }
            }
            try Self.migrate(queue, path: path)
        } catch let error as DatabaseError {
            throw LocalPipelineError(error, path: path)
        } catch let error as LocalPipelineError {
            throw error
        } catch {
            throw LocalPipelineError(.database, "\(path) cannot be opened: \(error)")
        }
        _ = consume lock
    }

    private static func configuration(busyTimeout: Double) -> Configuration {
        var configuration = Configuration()
        configuration.journalMode = .wal
        configuration.busyMode = .timeout(busyTimeout)
        configuration.label = "loadtester.db"
        return configuration
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
