import FoundationEssentials
import Glibc
import LocalPipeline
import Reporting

/// Baselines beside the runs of this machine: each a file of its own, which outlives the run that it was made of.
struct BaselineStore {
    static let defaultName = "default"
    private let directory: DataDirectory

    init(_ directory: DataDirectory) {
        self.directory = directory
    }

    /// The baseline that `baseline` or `baseline:NAME` names; nil for any other text.
    static func name(in text: String) -> String? {
        if text == "baseline" { return defaultName }
        guard text.hasPrefix("baseline:") else { return nil }
        return String(text.dropFirst("baseline:".count))
    }

    /// - Throws: `UsageError` for a name that could lead elsewhere.
    func path(of name: String) throws -> String {
        let isValid = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isValid, !name.isEmpty, name.utf8.count <= 64 else {
            throw UsageError("'\(name)' is no name of a baseline: give 1–64 of A-Z a-z 0-9 _ -.")
        }
        return "\(directory.path)/baselines/\(name).json"
    }

    /// - Throws: `UsageError` where there is none.
    func read(_ name: String) throws -> ComparedRun {
        let path = try path(of: name)
        guard access(path, F_OK) == 0 else {
            throw UsageError("there is no baseline '\(name)': 'loadtester baseline set TEST_ID' makes one.")
        }
        return try RunFile.read(path)
    }

    /// - Returns: Where it was written.
    func write(_ run: ComparedRun, name: String, file: String?) throws -> String {
        let path = try file ?? path(of: name)
        if file == nil {
            try directory.create()
            mkdir("\(directory.path)/baselines", 0o755)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Into place at once: a baseline is never half written.
        let part = path + ".part"
        try OutputFile.write(Array(try encoder.encode(run)), to: part)
        guard rename(part, path) == 0 else {
            throw OutputError("the baseline could not be written to '\(path)' (\(String(cString: strerror(errno))))")
        }
        return path
    }

    /// - Returns: Whether there was one.
    func remove(_ name: String) throws -> Bool { unlink(try path(of: name)) == 0 }
}
