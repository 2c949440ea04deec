import FoundationEssentials
import Glibc

/// The folder of a plan file. What a plan names stands in it or below it: symbolic links are followed first, and what leads out of the
/// folder is refused.
public struct PlanFolder: Sendable {
    private let root: String

    /// The folder at `path`.
    public init(_ path: String) {
        root = Self.real(path.isEmpty ? "." : path) ?? path
    }

    /// The folder that holds the file at `path`.
    public init(of path: String) {
        let slash = path.lastIndex(of: "/")
        self.init(slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? ".")
    }

    /// The absolute path, without symbolic links, of a file that the plan names.
    /// - Throws: ``ValueProblem`` where there is none, it is no plain file, or it stands elsewhere.
    func locate(_ name: String) throws(ValueProblem) -> String {
        guard !name.isEmpty, !name.utf8.contains(0) else {
            throw ValueProblem(text: name, message: "give a file's name.")
        }
        let path = name.hasPrefix("/") ? name : "\(root)/\(name)"
        guard let real = Self.real(path) else {
            throw ValueProblem(text: name, message: "there is no such file in the plan's folder \(root).")
        }
        guard root == "/" || real == root || real.hasPrefix(root + "/") else {
            throw ValueProblem(
                text: name,
                message:
                    "this file is outside of the plan's folder \(root): a plan reads what stands beside or below it."
            )
        }
        var status = stat()
        guard stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw ValueProblem(text: name, message: "this is no plain file.")
        }
        return real
    }

    /// A file's content, of at most `limit` bytes.
    func read(_ name: String, limit: Int) throws(ValueProblem) -> [UInt8] {
        let path = try locate(name)
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
            throw ValueProblem(text: name, message: "this file cannot be read.")
        }
        guard data.count <= limit else {
            throw ValueProblem(text: name, message: "this file has \(data.count) bytes, and at most \(limit) are sent.")
        }
        return Array(data)
    }

    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
