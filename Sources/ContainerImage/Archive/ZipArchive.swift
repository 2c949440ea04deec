/// A zip archive whose bytes depend on nothing but its entries: the code of a Lambda function.
///
/// Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3 and 4.4.
public struct ZipArchive: Sendable {
    /// One file.
    public struct Entry: Sendable {
        /// Path within the archive.
        public var path: String
        /// Content.
        public var content: [UInt8]
        /// Permission bits, such as `0o755`.
        public var mode: Int

        /// Creates an entry.
        public init(_ path: String, _ content: [UInt8], mode: Int) {
            self.path = path
            self.content = content
            self.mode = mode
        }
    }

    /// 2020-01-01 00:00:00 in the format of MS-DOS, which every entry has; zip knows no time zone.
    private static let date: UInt16 = (2020 - 1980) << 9 | 1 << 5 | 1
    /// Made by version 2.0 on Unix, so that the permissions count.
    private static let madeBy: UInt16 = 3 << 8 | 20
    private static let needed: UInt16 = 20
    private static let deflated: UInt16 = 8

    /// The entries, in the order in which they are written.
    public var entries: [Entry]

    /// Creates an archive.
    public init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// The code of a function for the runtime `provided.al2023`: one executable that is called `bootstrap`.
    public static func function(bootstrap: [UInt8]) -> ZipArchive {
        ZipArchive([Entry("bootstrap", bootstrap, mode: 0o755)])
    }

    /// The archive.
    /// - Throws: ``ImageError`` `invalidEntry` for what the format cannot hold (4 GiB, 65,535 entries, long or odd paths),
    ///   `compression`.
    public func bytes() throws(ImageError) -> [UInt8] {
        guard entries.count < 0xffff else {
            throw ImageError(.invalidEntry, "\(entries.count) files are too many for a zip archive")
        }
        var output: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let path = Array(entry.path.utf8)
            guard (1...255).contains(path.count), path.allSatisfy({ (0x21...0x7e).contains($0) }) else {
                throw ImageError(
                    .invalidEntry,
                    "'\(entry.path)' is no path for a zip archive: 1–255 printable characters"
                )
            }
            let packed = try Deflate.compress(entry.content, .none)
            guard let offset = UInt32(exactly: output.count) else {
                throw ImageError(.invalidEntry, "the zip archive is larger than 4 GiB")
            }
            var common: [UInt8] = []
            common.append(little: Self.needed)
            common.append(little: UInt16(0))
            common.append(little: Self.deflated)
            common.append(little: UInt16(0))
            common.append(little: Self.date)
            common.append(little: Deflate.checksum(entry.content))
            common.append(little: UInt32(packed.count))
            common.append(little: UInt32(entry.content.count))
            common.append(little: UInt16(path.count))
            common.append(little: UInt16(0))

            output += Array("PK\u{3}\u{4}".utf8) + common + path + packed
            directory += Array("PK\u{1}\u{2}".utf8)
            directory.append(little: Self.madeBy)
            directory += common
            directory.append(little: UInt16(0))
            directory.append(little: UInt16(0))
            directory.append(little: UInt16(0))
            directory.append(little: UInt32(0o100000 | entry.mode & 0o7777) << 16)
            directory.append(little: offset)
            directory += path
        }
        guard let start = UInt32(exactly: output.count) else {
            throw ImageError(.invalidEntry, "the zip archive is larger than 4 GiB")
        }
        output += directory + Array("PK\u{5}\u{6}".utf8)
        output.append(little: UInt32(0))
        output.append(little: UInt16(entries.count))
        output.append(little: UInt16(entries.count))
        output.append(little: UInt32(directory.count))
        output.append(little: start)
        output.append(little: UInt16(0))
        return output
    }
}

extension [UInt8] {
    fileprivate mutating func append(little number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
