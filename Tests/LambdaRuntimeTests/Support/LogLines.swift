import FoundationEssentials
import LambdaRuntime
import Synchronization

/// Keeps the lines that a log writes.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    /// A log that writes here, at one fixed time.
    func log(minimum: LogLevel = .info) -> LambdaLog {
        LambdaLog(minimum: minimum, now: { 1_767_225_600_000 }) { line in
            self.lines.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
        }
    }

    /// Every line with its line end.
    var all: [String] { lines.withLock { $0 } }

    /// The messages, read back by another JSON reader than the writer's.
    var messages: [String] {
        struct Line: Decodable {
            let message: String
        }
        return all.compactMap { try? JSONDecoder().decode(Line.self, from: Data($0.utf8)).message }
    }
}
