import FoundationEssentials
import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite(.enabled(if: MountedDisk.isAllowed, "mounting a disk takes the superuser"))
struct FullDiskTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test func `a full disk is an error that says so, loses nothing acknowledged and damages nothing`() async throws {
        let disk = try MountedDisk(at: directory.path, kilobytes: 4096)
        let queue = SQLiteResultQueue(try directory.open(), clock: { Sample.start })
        let data = DataDirectory(path: directory.path)
        #expect(try #require(data.freeBytes) > 1 << 20)
        #expect(DataDirectory(path: directory.path + "/nowhere").freeBytes == nil)
        let ballast = directory.path + "/ballast"
        try Data(count: 3072 * 1024).write(to: URL(filePath: ballast))
        let body = [UInt8](repeating: 7, count: 10_000)
        var sent = 0
        let error = await #expect(throws: LocalPipelineError.self) {
            while sent < 1000 {
                try await queue.send([QueueMessage(testId: "run", body: body)])
                sent += 1
            }
        }
        #expect(error?.code == .diskFull)
        #expect(try #require(data.freeBytes) < 64 << 10)
        #expect(error?.message.contains("free some") == true)
        #expect(sent > 10)
        #expect(try await IndependentReader.integrity(of: directory.database) == "ok")

        try FileManager.default.removeItem(atPath: ballast)
        try await queue.send([QueueMessage(testId: "run", body: [1])])
        #expect(
            try await queue.receive(limit: .max).map(\.body.count).sorted() == [1]
                + Array(repeating: 10_000, count: sent)
        )
        _ = disk
    }

    @Test func `a new database on a full disk is an error that says so`() throws {
        let disk = try MountedDisk(at: directory.path, kilobytes: 64)
        try Data(count: 60 * 1024).write(to: URL(filePath: directory.path + "/ballast"))
        let path = directory.database
        let error = #expect(throws: LocalPipelineError.self) { try SQLiteDatabase(path: path) }
        #expect(error?.code == .diskFull)
        _ = disk
    }

    @Test func `a disk that cannot be written is an error that says so, with a database and without`() async throws {
        let disk = try MountedDisk(at: directory.path, kilobytes: 1024)
        _ = try directory.open()
        try await disk.makeReadOnly()
        for path in [directory.database, directory.path + "/new/other.db", directory.path + "/other.db"] {
            let error = #expect(throws: LocalPipelineError.self) { try SQLiteDatabase(path: path) }
            #expect(error?.code == .notWritable)
            #expect(error?.message.contains("LOADTESTER_DATA") == true)
        }
    }
}
