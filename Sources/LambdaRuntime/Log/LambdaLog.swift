internal import Glibc

/// Writes log lines as Lambda's JSON log format has them: one object on one line, with `timestamp`, `level`, `message`,
/// and, where given, `requestId` and `fields`.
///
/// It adds nothing by itself, so a line holds no secret unless one is put in. The runtime loop logs no payloads, no
/// headers and no environment.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
public struct LambdaLog: Sendable {
    /// Lines below this level are left out.
    public let minimum: LogLevel
    /// The invocation that the lines belong to.
    public let requestId: String?
    private let now: @Sendable () -> Int64
    private let write: @Sendable ([UInt8]) -> Void

    /// Creates a log.
    /// - Parameters:
    ///   - now: wall clock in epoch milliseconds.
    ///   - write: takes a whole line with its line end; called from any thread.
    public init(
        minimum: LogLevel = .info,
        requestId: String? = nil,
        now: @escaping @Sendable () -> Int64 = WallClock.now,
        write: @escaping @Sendable ([UInt8]) -> Void = LambdaLog.writeToStandardError
    ) {
        self.minimum = minimum
        self.requestId = requestId
        self.now = now
        self.write = write
    }

    /// A log to standard error, from the level that the function's configuration sets (`AWS_LAMBDA_LOG_LEVEL`).
    public init(environment: [String: String]) {
        self.init(minimum: environment["AWS_LAMBDA_LOG_LEVEL"].flatMap(LogLevel.init) ?? .info)
    }

    /// The same log for lines of one invocation.
    public func with(requestId: String) -> LambdaLog {
        LambdaLog(minimum: minimum, requestId: requestId, now: now, write: write)
    }

    /// Writes one line. Whatever `message` and `fields` hold, it stays one; text above 4,000 characters is cut.
    public func log(_ level: LogLevel, _ message: String, _ fields: [String: LogValue] = [:]) {
        guard level >= minimum else { return }
        let line = Line(
            timestamp: UTCText.text(of: now()),
            level: level.rawValue,
            message: BoundedText.bound(message),
            requestId: requestId,
            fields: fields.isEmpty ? nil : fields
        )
        write(SingleLineJSON.encode(line) + [UInt8(ascii: "\n")])
    }

    /// What the function did.
    public func info(_ message: String, _ fields: [String: LogValue] = [:]) { log(.info, message, fields) }
    /// Something odd that did no harm.
    public func warning(_ message: String, _ fields: [String: LogValue] = [:]) { log(.warning, message, fields) }
    /// An invocation or a call failed.
    public func error(_ message: String, _ fields: [String: LogValue] = [:]) { log(.error, message, fields) }

    /// Writes to standard error. What cannot be written is lost: there is nowhere to say so.
    public static let writeToStandardError: @Sendable ([UInt8]) -> Void = { line in
        var rest = line[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(count, 0))
        }
    }

    private struct Line: Encodable {
        let timestamp: String
        let level: String
        let message: String
        let requestId: String?
        let fields: [String: LogValue]?
    }
}
