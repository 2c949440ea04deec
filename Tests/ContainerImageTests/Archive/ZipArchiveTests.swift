import ContainerImage
import Testing

struct ZipArchiveTests {
    private static let content = Array(repeating: Array("bootstrap ".utf8), count: 1000).flatMap { $0 }

    @Test(.enabled(if: Program("unzip") != nil))
    func `unzip finds an intact executable of the fixed time`() throws {
        let folder = try Folder()
        let file = try folder.write(try ZipArchive.function(bootstrap: Self.content).bytes(), "f.zip")
        let unzip = try #require(Program("unzip"))
        #expect(try unzip.run(["-tqq", file]).status == 0)
        #expect(try unzip.run(["-p", file, "bootstrap"]).output == Self.content)
    }

    @Test(.enabled(if: Program("python3") != nil))
    func `python's zipfile reads mode, time and sizes`() throws {
        let folder = try Folder()
        let file = try folder.write(try ZipArchive.function(bootstrap: Self.content).bytes(), "f.zip")
        let script = """
            import sys, zipfile
            with zipfile.ZipFile(sys.argv[1]) as archive:
                assert archive.testzip() is None
                for e in archive.infolist():
                    print(e.filename, oct(e.external_attr >> 16), e.date_time, e.file_size, e.create_system, len(e.extra))
            """
        let python = try #require(Program("python3"))
        let printed = try python.run(["-c", script, file])
        #expect(
            String(decoding: printed.output, as: UTF8.self)
                == "bootstrap 0o100755 (2020, 1, 1, 0, 0, 0) 10000 3 0\n"
        )
    }

    @Test(.enabled(if: Program("python3") != nil))
    func `several files are found by the directory at the end`() throws {
        let entries = (0..<300).map {
            ZipArchive.Entry("folder/file-\($0)", [UInt8](repeating: 7, count: $0), mode: 0o644)
        }
        let folder = try Folder()
        let file = try folder.write(try ZipArchive(entries).bytes(), "f.zip")
        let script =
            "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); "
            + "print(len(z.infolist()), z.testzip(), sum(len(z.read(n)) for n in z.namelist()))"
        let python = try #require(Program("python3"))
        #expect(String(decoding: try python.run(["-c", script, file]).output, as: UTF8.self) == "300 None 44850\n")
    }

    @Test func `zlib unpacks what stands behind the local header`() throws {
        let bytes = try ZipArchive.function(bootstrap: Self.content).bytes()
        let packed = Int(bytes[18]) | Int(bytes[19]) << 8
        let start = 30 + "bootstrap".utf8.count
        #expect(inflate(Array(bytes[start..<start + packed]), bits: -15) == Self.content)
    }

    @Test func `the same content gives the same bytes, other content other ones`() throws {
        let bytes = try ZipArchive.function(bootstrap: Self.content).bytes()
        #expect(try ZipArchive.function(bootstrap: Self.content).bytes() == bytes)
        #expect(try ZipArchive.function(bootstrap: Self.content + [0]).bytes() != bytes)
    }

    @Test(arguments: ["", "with space", "ümlaut", String(repeating: "a", count: 256)])
    func `a path that the format cannot hold is refused`(path: String) {
        #expect(throws: ImageError.self) { try ZipArchive([ZipArchive.Entry(path, [], mode: 0o644)]).bytes() }
    }
}
