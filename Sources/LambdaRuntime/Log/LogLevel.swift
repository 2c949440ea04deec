/// How much a log line matters, in Lambda's names.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
public enum LogLevel: String, CaseIterable, Comparable, Sendable {
    /// Finest detail.
    case trace = "TRACE"
    /// Detail for developers.
    case debug = "DEBUG"
    /// What the function did.
    case info = "INFO"
    /// Something odd that did no harm.
    case warning = "WARN"
    /// An invocation or a call failed.
    case error = "ERROR"
    /// The function cannot go on.
    case fatal = "FATAL"

    /// Less important before more important.
    public static func < (left: LogLevel, right: LogLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .trace: 0
        case .debug: 1
        case .info: 2
        case .warning: 3
        case .error: 4
        case .fatal: 5
        }
    }
}
