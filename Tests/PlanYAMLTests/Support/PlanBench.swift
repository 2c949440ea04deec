import FoundationEssentials
import Glibc
import LoadPlan
import PlanFile
import PlanYAML

/// A folder of its own with the files of a plan.
final class PlanBench {
    let path: String

    init() {
        var template = Array("\(FileManager.default.temporaryDirectory.path())plan-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file beside the plan.
    func write(_ name: String, _ text: String) throws {
        let file = "\(path)/\(name)"
        if let slash = file.lastIndex(of: "/") {
            try FileManager.default.createDirectory(atPath: String(file[..<slash]), withIntermediateDirectories: true)
        }
        try Data(text.utf8).write(to: URL(filePath: file))
    }

    /// Reads a plan.
    func read(_ text: String, _ change: (inout PlanOptions) -> Void = { _ in }) throws(PlanFileError) -> TestPlan {
        var options = PlanOptions()
        change(&options)
        return try PlanReader.read(Array(text.utf8), named: "plan.yaml", in: PlanFolder(path), options: options)
    }

    /// What is wrong with a plan, one line each; empty where nothing is. The folder is called FOLDER.
    func complaints(_ text: String, _ change: (inout PlanOptions) -> Void = { _ in }) -> String {
        do throws(PlanFileError) {
            _ = try read(text, change)
            return ""
        } catch {
            return error.description.replacing(path, with: "FOLDER")
        }
    }

    /// The same with a target, a profile and steps around it.
    static func plan(_ steps: String) -> String {
        "target: http://127.0.0.1:8080\nprofile: {rate: 10, for: 10s}\nsteps:\n" + steps
    }
}

extension Template {
    /// As a person would write it: `/orders/${capture order}`.
    var shown: String {
        parts.map { part in
            switch part {
            case .text(let bytes): String(decoding: bytes, as: UTF8.self)
            case .value(let source, let escaping): "⟨\(source) \(escaping.rawValue)⟩"
            }
        }.joined()
    }
}

extension TestPlan {
    /// The requests of the plan's first scenario, those inside of others left out.
    var requests: [RequestStep] {
        (scenarios.first?.steps ?? []).compactMap { if case .request(let request) = $0 { request } else { nil } }
    }
}
