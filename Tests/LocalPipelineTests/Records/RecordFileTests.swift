import FoundationEssentials
import Glibc
import LocalPipeline
import Testing

/// Parts of a file of requests, written and joined; judged by the system's own `gzip`.
struct RecordFileTests {
    private let directory: TemporaryDirectory
    private let outside: TemporaryDirectory
    private static let header = Array("a,b\r\n".utf8)

    init() throws {
        directory = try TemporaryDirectory()
        outside = try TemporaryDirectory()
    }

    private var path: String { directory.path + "/run.csv.gz" }

    private static func rows(_ task: Int, _ count: Int) -> [UInt8] {
        Array((0..<count).map { "\(task),\($0)\r\n" }.joined().utf8)
    }

    /// What `gzip -t` says of the file, and the text in it.
    private func unzipped() -> String {
        let result = outside.path + "/unzipped"
        var pid: pid_t = 0
        let command = "exec gzip -dc '\(path)' > '\(result)'"
        let words = ["sh", "-c", command]
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        let code = posix_spawn(&pid, "/bin/sh", nil, nil, &arguments, environ)
        #expect(code == 0)
        var status: Int32 = 0
        waitpid(pid, &status, 0)
        #expect(status == 0, "gzip takes the whole file for valid")
        return outside.text(of: "unzipped")
    }

    @Test(arguments: [[], [0], [5], [3, 0, 100_000, 1]]) func `parts become one stream with one header`(sizes: [Int])
        throws
    {
        try directory.write("what was there before", to: "run.csv.gz")
        let file = try RecordFile(path: path, testId: "t1")
        for (task, size) in sizes.enumerated() {
            let part = try RecordPart(path: file.part(task), header: Self.header)
            let rows = Self.rows(task, size)
            // In several members, as a worker writes them.
            for start in stride(from: 0, to: rows.count, by: 500_000) {
                try part.append(Array(rows[start..<min(rows.count, start + 500_000)]))
            }
        }
        try file.join(tasks: sizes.count, header: Self.header)
        let wanted = Self.header + sizes.enumerated().flatMap { Self.rows($0.offset, $0.element) }
        #expect(unzipped() == String(decoding: wanted, as: UTF8.self))
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["run.csv.gz"])
    }

    @Test func `a task that never wrote is passed over`() throws {
        let file = try RecordFile(path: path, testId: "t1")
        try RecordPart(path: file.part(2), header: Self.header).append(Self.rows(2, 2))
        try RecordPart(path: file.part(4), header: Self.header).append(Self.rows(4, 1))
        try file.join(tasks: 6, header: Self.header)
        #expect(unzipped() == "a,b\r\n2,0\r\n2,1\r\n4,0\r\n")
    }

    @Test func `what cannot be written is refused by name`() throws {
        for (wrong, code) in [
            (directory.path + "/no/run.gz", LocalPipelineError.Code.inputOutput), (directory.path, .refused),
            ("/dev/null", .refused),
        ] {
            let error = #expect(throws: LocalPipelineError.self) { try RecordFile(path: wrong, testId: "t") }
            #expect(error?.code == code && error?.message.contains(wrong) == true)
        }
        #expect(access("/dev/null", W_OK) == 0)
    }

    @Test func `a link leads to the file that is written`() throws {
        try directory.write("", to: "real.gz")
        #expect(symlink(directory.path + "/real.gz", path) == 0)
        let file = try RecordFile(path: path, testId: "t1")
        try RecordPart(path: file.part(0), header: Self.header).append(Self.rows(0, 1))
        try file.join(tasks: 1, header: Self.header)
        #expect(file.path.hasSuffix("/real.gz"))
        #expect(unzipped() == "a,b\r\n0,0\r\n")
    }

    @Test func `a part does not follow a link that someone left`() throws {
        let file = try RecordFile(path: path, testId: "t1")
        #expect(symlink("/dev/null", file.part(0)) == 0)
        #expect(throws: LocalPipelineError.self) { try RecordPart(path: file.part(0), header: Self.header) }
    }

    @Test(.enabled(if: MountedDisk.isAllowed, "mounting a disk takes the superuser"))
    func `a disk that fills ends a part with a whole member`() throws {
        let disk = try MountedDisk(at: directory.path, kilobytes: 64)
        let file = try RecordFile(path: path, testId: "t1")
        let part = try RecordPart(path: file.part(0), header: Self.header)
        var written = 0
        let error = #expect(throws: LocalPipelineError.self) {
            while written < 1000 {
                // Hardly compressible: every row is another.
                let row = (0..<200).map { _ in String(UInt64.random(in: 0...UInt64.max), radix: 36) }.joined(
                    separator: ","
                )
                try part.append(Array((row + "\r\n").utf8))
                written += 1
            }
        }
        #expect(error?.code == .diskFull && error?.message.contains(file.part(0)) == true && written > 2)
        try file.join(tasks: 1, header: Self.header)
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_size > 2000)
        #expect(unzipped().split(separator: "\r\n").count == written + 1)
        _ = disk
    }
}
