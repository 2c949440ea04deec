import FoundationEssentials
import Glibc
import LoadPlan
import PlanFile
import PlanYAML

/// Reads a plan file as the command line says.
struct PlanLoader {
    let arguments: PlanArguments

    /// The plan in the file at `path`, `-` for standard input.
    /// - Throws: `UsageError` for a file that cannot be read or a flag that is none; `PlanFileError` with everything that is wrong
    ///   with the plan.
    func plan(at path: String) throws -> TestPlan {
        let options = try options()
        let bytes = try Self.read(path)
        let isInput = path == "-"
        return try PlanReader.read(
            bytes,
            named: isInput ? "standard input" : path,
            in: isInput ? PlanFolder(".") : PlanFolder(of: path),
            options: options
        )
    }

    /// `plan` with the thresholds of the command line.
    /// - Throws: `UsageError` for one that is none, or is about what the plan does not have.
    func withThresholds(_ plan: TestPlan) throws -> TestPlan {
        var result = plan
        let names = ThresholdNames(plan)
        for text in arguments.threshold {
            let threshold: Threshold
            do {
                threshold = try ThresholdExpression.parse(text)
            } catch {
                throw UsageError("--threshold", error)
            }
            if let problem = names.problem(threshold.scope) { throw UsageError("--threshold '\(text)': \(problem)") }
            result.thresholds.append(threshold)
        }
        return result
    }

    private func options() throws -> PlanOptions {
        var options = PlanOptions()
        options.environment = arguments.environment
        options.target = arguments.target
        options.processEnvironment = ProcessInfo.processInfo.environment
        for text in arguments.variable {
            guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
                throw UsageError("--var '\(text)' is not accepted: give name=value.")
            }
            options.variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
        }
        return options
    }

    private static func read(_ path: String) throws -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw UsageError(
                "'\(path)' is neither a plan file that can be read nor a URL, which begins with http:// or https://."
            )
        }
        defer { if descriptor != STDIN_FILENO { close(descriptor) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        // One byte more than a plan may have is enough to refuse it.
        while bytes.count <= PlanReader.largest {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw UsageError("'\(path)' cannot be read: name a plan file.") }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
