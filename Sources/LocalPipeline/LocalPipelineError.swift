/// Why a local adapter could not do its work, and what a person can do about it.
public struct LocalPipelineError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong, for programs.
    public let code: Code
    /// What went wrong and what to do, for people.
    public let message: String

    /// The kinds of failure; the raw value is the bounded label of metrics.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// No space is left for the database or a log.
        case diskFull = "disk_full"
        /// The directory or the file may not be written.
        case notWritable = "not_writable"
        /// The file is no database, or it is damaged.
        case corrupt
        /// The file was written by a newer version of this program.
        case newerVersion = "newer_version"
        /// Other processes held the database for longer than the busy time-out.
        case busy
        /// The disk or the file system failed.
        case inputOutput = "io"
        /// SQLite refused a statement.
        case database
        /// No place for the data could be derived from the environment.
        case noDataDirectory = "no_data_directory"
        /// No run has that name.
        case unknownRun = "unknown_run"
        /// A stored row cannot be read back.
        case unreadableRow = "unreadable_row"
        /// What was to be stored breaks the contract of the port.
        case refused
        /// A worker process could not be started.
        case launch
        /// The system has no processes, memory or descriptors left for a worker.
        case capacity
        /// The process that started this worker has ended.
        case parentGone = "parent_gone"
    }

    /// Creates an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Bounded label for metrics.
    public var label: String { code.rawValue }
    /// The message.
    public var description: String { message }
}
