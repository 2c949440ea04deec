import ArgumentParser
import FoundationEssentials
import LocalPipeline
import ResultPipeline

/// Where runs of this machine are kept.
struct DataOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where runs are kept. Default: $LOADTESTER_DATA, else ~/.local/share/loadtester.",
            valueName: "directory"
        )
    )
    var dataDir: String?

    /// The directory that was asked for, by flag or environment.
    func directory() throws -> DataDirectory {
        try dataDir.map { DataDirectory(path: Self.absolute($0)) }
            ?? DataDirectory(environment: ProcessInfo.processInfo.environment)
    }

    /// Workers may be started elsewhere.
    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}

/// The registry and store of local runs.
struct LocalResults {
    let directory: DataDirectory
    let database: SQLiteDatabase
    let registry: SQLiteRunRegistry
    let store: SQLiteResultStore

    static let now: @Sendable () -> Int64 = { SystemClock().now() }

    /// Opens the database, making it where it is missing.
    /// - Throws: `LocalPipelineError` that says what to do.
    init(_ directory: DataDirectory) throws {
        self.directory = directory
        try directory.create()
        database = try SQLiteDatabase(path: directory.database)
        registry = SQLiteRunRegistry(database)
        store = try SQLiteResultStore(database, clock: Self.now)
    }
}
