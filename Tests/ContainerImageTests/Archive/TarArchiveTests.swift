import ContainerImage
import FoundationEssentials
import Testing

struct TarArchiveTests {
    private static let entries: [TarArchive.Entry] = [
        TarArchive.Entry("etc", .folder, mode: 0o755),
        TarArchive.Entry("etc/empty", .file([]), mode: 0o600),
        TarArchive.Entry("etc/block", .file([UInt8](repeating: 65, count: 512)), mode: 0o644),
        TarArchive.Entry("program", .file(Array("#!/bin/sh\n".utf8)), mode: 0o755, modified: 1_577_836_800),
        TarArchive.Entry("tmp", .folder, mode: 0o1777),
    ]

    @Test func `consists of whole records, the last of them padded with zeros`() throws {
        let bytes = try TarArchive(Self.entries).bytes()
        #expect(bytes.count == 10_240)
        #expect(bytes.suffix(1024).allSatisfy { $0 == 0 })
    }

    @Test(.enabled(if: Program("tar") != nil))
    func `GNU tar reads names, modes, owners, sizes and times`() throws {
        let folder = try Folder()
        let file = try folder.write(try TarArchive(Self.entries).bytes(), "a.tar")
        let tar = try #require(Program("tar"))
        let listing = try tar.run(["--list", "--verbose", "--numeric-owner", "--utc", "--file", file])
        let lines = String(decoding: listing.output, as: UTF8.self).split(separator: "\n")
            .map { $0.split(separator: " ").joined(separator: " ") }
        #expect(listing.status == 0)
        #expect(
            lines == [
                "drwxr-xr-x 0/0 0 1970-01-01 00:00 etc/",
                "-rw------- 0/0 0 1970-01-01 00:00 etc/empty",
                "-rw-r--r-- 0/0 512 1970-01-01 00:00 etc/block",
                "-rwxr-xr-x 0/0 10 2020-01-01 00:00 program",
                "drwxrwxrwt 0/0 0 1970-01-01 00:00 tmp/",
            ]
        )
    }

    @Test(.enabled(if: Program("tar") != nil))
    func `GNU tar reads the content`() throws {
        let folder = try Folder()
        let file = try folder.write(try TarArchive(Self.entries).bytes(), "a.tar")
        let tar = try #require(Program("tar"))
        #expect(try tar.run(["-xOf", file, "program"]).output == Array("#!/bin/sh\n".utf8))
        #expect(try tar.run(["-xOf", file, "etc/block"]).output == [UInt8](repeating: 65, count: 512))
    }

    @Test(arguments: ["", "/absolute", "with space", "ümlaut", String(repeating: "a", count: 101)])
    func `a path that the format cannot hold is refused`(path: String) {
        let error = #expect(throws: ImageError.self) {
            try TarArchive([TarArchive.Entry(path, .file([]), mode: 0o644)]).bytes()
        }
        #expect(error?.code == .invalidEntry)
    }

    @Test(arguments: [-1, 0o10_000_000])
    func `a mode that the format cannot hold is refused`(mode: Int) {
        #expect(throws: ImageError.self) { try TarArchive([TarArchive.Entry("a", .file([]), mode: mode)]).bytes() }
    }
}
