/// A tar archive in the format of POSIX.1-1988 (ustar) whose bytes depend on nothing but its entries: no time, no owner of
/// the machine that wrote it.
///
/// Source: https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html, "ustar Interchange Format".
public struct TarArchive: Sendable {
    /// One file or folder.
    public struct Entry: Sendable {
        /// What an entry is.
        public enum Kind: Sendable {
            /// A regular file with its content.
            case file([UInt8])
            /// A folder.
            case folder
        }

        /// Relative path, at most 100 bytes of printable ASCII; a folder's without a slash at its end.
        public var path: String
        /// File or folder.
        public var kind: Kind
        /// Permission bits, such as `0o755`.
        public var mode: Int
        /// Epoch seconds of the last change.
        public var modified: Int

        /// Creates an entry that belongs to root.
        public init(_ path: String, _ kind: Kind, mode: Int, modified: Int = 0) {
            self.path = path
            self.kind = kind
            self.mode = mode
            self.modified = modified
        }
    }

    private static let block = 512
    /// Readers may ask for whole records of twenty blocks.
    private static let record = 20 * block

    /// The entries, in the order in which they are written. A folder stands before what is in it.
    public var entries: [Entry]

    /// Creates an archive.
    public init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// The archive.
    /// - Throws: ``ImageError`` `invalidEntry` for a path or a number that the format cannot hold.
    public func bytes() throws(ImageError) -> [UInt8] {
        var output: [UInt8] = []
        for entry in entries {
            output += try Self.header(of: entry)
            guard case .file(let content) = entry.kind else { continue }
            output += content
            output += [UInt8](repeating: 0, count: (Self.block - content.count % Self.block) % Self.block)
        }
        output += [UInt8](repeating: 0, count: 2 * Self.block)
        output += [UInt8](repeating: 0, count: (Self.record - output.count % Self.record) % Self.record)
        return output
    }

    private static func header(of entry: Entry) throws(ImageError) -> [UInt8] {
        let path: String
        let size: Int
        let type: UInt8
        switch entry.kind {
        case .file(let content): (path, size, type) = (entry.path, content.count, UInt8(ascii: "0"))
        case .folder: (path, size, type) = (entry.path + "/", 0, UInt8(ascii: "5"))
        }
        guard (1...100).contains(path.utf8.count), path.utf8.allSatisfy({ (0x21...0x7e).contains($0) }),
            !path.hasPrefix("/")
        else {
            throw ImageError(
                .invalidEntry,
                "'\(path)' is no path for a tar archive: 1–100 printable characters, relative"
            )
        }
        var header = [UInt8](repeating: 0, count: block)
        func put(_ bytes: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in bytes.enumerated() { header[offset + index] = byte }
        }
        put(path.utf8, at: 0)
        put(try octal(entry.mode, digits: 7, of: path), at: 100)
        put(try octal(0, digits: 7, of: path), at: 108)
        put(try octal(0, digits: 7, of: path), at: 116)
        put(try octal(size, digits: 11, of: path), at: 124)
        put(try octal(entry.modified, digits: 11, of: path), at: 136)
        header[156] = type
        put("ustar\u{0}00".utf8, at: 257)
        put(try octal(0, digits: 7, of: path), at: 329)
        put(try octal(0, digits: 7, of: path), at: 337)
        // The sum is formed with spaces in its own place.
        put([UInt8](repeating: 0x20, count: 8), at: 148)
        put(try octal(header.reduce(0) { $0 + Int($1) }, digits: 6, of: path) + [0, 0x20], at: 148)
        return header
    }

    private static func octal(_ number: Int, digits: Int, of path: String) throws(ImageError) -> [UInt8] {
        let text = String(number, radix: 8)
        guard number >= 0, text.utf8.count <= digits else {
            throw ImageError(.invalidEntry, "\(path): \(number) does not fit into a tar archive")
        }
        return [UInt8](repeating: UInt8(ascii: "0"), count: digits - text.utf8.count) + text.utf8
    }
}
