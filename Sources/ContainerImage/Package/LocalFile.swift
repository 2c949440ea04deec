internal import FoundationEssentials

/// Whole files.
enum LocalFile {
    /// - Parameter remedy: What to do where it is not there.
    static func read(_ path: String, remedy: String) throws(ImageError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw ImageError(.missingFile, "\(path) cannot be read: \(remedy)")
        }
    }

    static func write(_ content: [UInt8], to path: String) throws(ImageError) {
        do {
            try Data(content).write(to: URL(filePath: path))
        } catch {
            throw ImageError(.cannotWrite, "\(path) could not be written: is there space, and may you write there?")
        }
    }

    static func makeFolder(_ path: String) throws(ImageError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw ImageError(.cannotWrite, "the folder \(path) could not be made: may you write there?")
        }
    }
}
