import FoundationEssentials
import Glibc

/// A folder of one test, deleted when the test is over.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/loadtester-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }

    /// Writes a shell script that can be executed and returns its path.
    func script(_ lines: String, name: String = "keys.sh") throws -> String {
        let file = try write("#!/bin/sh\n\(lines)\n", to: name)
        chmod(file, 0o700)
        return file
    }

    func text(of name: String) -> String? {
        (try? Data(contentsOf: URL(filePath: "\(path)/\(name)"))).map { String(decoding: $0, as: UTF8.self) }
    }
}
