import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite struct OpeningTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func code(ofOpening path: String) throws -> LocalPipelineError.Code? {
        #expect(throws: LocalPipelineError.self) { try SQLiteDatabase(path: path) }?.code
    }

    @Test func `directories and file are made for their owner only`() async throws {
        let path = directory.path + "/a/b/results.db"
        let database = try SQLiteDatabase(path: path)
        _ = try await SQLiteRunRegistry(database).claim(try Sample.header("run", taskCount: 1))
        #expect(mode(of: directory.path + "/a") == 0o700)
        #expect(mode(of: directory.path + "/a/b") == 0o700)
        for suffix in ["", "-wal", "-shm"] { #expect(mode(of: path + suffix) == 0o600) }
    }

    @Test func `the file is in WAL mode`() async throws {
        _ = try directory.open()
        let mode = try await IndependentReader.evaluate(
            "db.execute('PRAGMA journal_mode').fetchone()[0]",
            database: directory.database
        )
        #expect(mode == "wal")
    }

    @Test(arguments: 0..<20)
    func `connections that open a new file at the same moment all succeed`(attempt: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask { [directory] in _ = try directory.open() }
            }
            try await group.waitForAll()
        }
    }

    @Test func `a file of a newer version is refused, and left as it is`() async throws {
        _ = try directory.open()
        let change = "(db.execute(\"INSERT INTO grdb_migrations VALUES ('2099-01 later')\"), db.commit())"
        _ = try await IndependentReader.evaluate(change, database: directory.database)
        let path = directory.database
        let error = #expect(throws: LocalPipelineError.self) { try SQLiteDatabase(path: path) }
        #expect(error?.code == .newerVersion)
        #expect(error?.message.contains("update this one") == true)
        #expect(try await IndependentReader.integrity(of: path) == "ok")
    }

    @Test func `a file that is no database is refused, and left as it is`() throws {
        let text = String(repeating: "This is no database. ", count: 200)
        try directory.write(text, to: "loadtester.db")
        #expect(try code(ofOpening: directory.database) == .corrupt)
        #expect(directory.text(of: "loadtester.db") == text)
    }

    @Test func `a directory in the file's place is an error`() throws {
        #expect(try code(ofOpening: directory.path) == .inputOutput)
    }

    @Test func `a file in the directory's place is an error`() throws {
        try directory.write("", to: "file")
        #expect(try code(ofOpening: directory.path + "/file/results.db") == .inputOutput)
    }

    @Test func `a writer that waits longer than the busy time-out is told so, and nothing is lost`() async throws {
        let database = try SQLiteDatabase(path: directory.database, busyTimeout: 0.05)
        let registry = SQLiteRunRegistry(database)
        let holder = try await WriteLockHolder(directory)
        let error = await #expect(throws: LocalPipelineError.self) {
            _ = try await registry.claim(try Sample.header("run", taskCount: 1))
        }
        #expect(error?.code == .busy)
        #expect(try await registry.header(of: "run") == nil)
        try await holder.release()
        #expect(try await registry.claim(try Sample.header("run", taskCount: 1)) == .created)
    }
}
