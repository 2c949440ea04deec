internal import Glibc

/// The directory that holds everything local runs leave behind: one database, and a log per worker.
public struct DataDirectory: Hashable, Sendable {
    /// Path of the directory.
    public let path: String

    /// A directory given by its path.
    public init(path: String) {
        self.path = path
    }

    /// The directory that an environment asks for: `$LOADTESTER_DATA`, else `$XDG_DATA_HOME/loadtester`, else
    /// `~/.local/share/loadtester`. As the XDG Base Directory Specification says, an empty variable counts as unset and
    /// a relative `XDG_DATA_HOME` is ignored.
    /// - Throws: ``LocalPipelineError`` `noDataDirectory` where none of the variables says anything.
    public init(environment: [String: String]) throws(LocalPipelineError) {
        if let own = environment["LOADTESTER_DATA"], !own.isEmpty {
            path = own
        } else if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            path = data + "/loadtester"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            path = home + "/.local/share/loadtester"
        } else {
            throw LocalPipelineError(
                .noDataDirectory,
                "there is no place for results, as HOME is not set: name a directory with LOADTESTER_DATA"
            )
        }
    }

    /// The database of all runs, see ``SQLiteDatabase``.
    public var database: String { path + "/loadtester.db" }
    /// Directory of the workers' logs.
    public var logs: String { path + "/logs" }

    /// Makes the directory and those above it that are missing, readable by their owner only (mode 0700): plans hold
    /// credentials. What exists is left as it is.
    /// - Throws: ``LocalPipelineError`` `notWritable`, `diskFull`, `inputOutput`.
    public func create() throws(LocalPipelineError) {
        try Self.create(path)
    }

    static func create(_ path: String) throws(LocalPipelineError) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            prefix += component
            if mkdir(prefix, 0o700) != 0 {
                let error = SystemError()
                guard error.number == EEXIST || isDirectory(prefix) else { throw error.opening(prefix) }
            }
            prefix += "/"
        }
        guard isDirectory(path) else { throw SystemError(ENOTDIR).opening(path) }
    }

    private static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
