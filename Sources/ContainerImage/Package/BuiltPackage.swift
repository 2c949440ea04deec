internal import FoundationEssentials

/// The folder in which `scripts/build-aws` packs what runs on AWS.
public struct BuiltPackage: Hashable, Sendable {
    /// Where the folder is in a checkout.
    public static let usualFolder = ".build-aws/package"
    /// Where the machine's own authorities are, on the usual systems.
    static let systemCertificates = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]
    static let remedy = "build what runs on AWS with scripts/build-aws, or name the folder of its packages"

    /// The folder.
    public let folder: String

    /// The package in `folder`. Nothing is read yet.
    public init(folder: String = usualFolder) {
        self.folder = folder
    }

    /// The code of a function, such as `EcsLoadTestLauncher`.
    /// - Throws: ``ImageError`` `missingFile`, which says how to build it; `invalidFile` where it is no zip archive.
    public func function(_ name: String) throws(ImageError) -> FunctionZip {
        let path = "\(folder)/\(name).zip"
        let content = try LocalFile.read(path, remedy: Self.remedy)
        guard content.starts(with: "PK\u{3}\u{4}".utf8) else {
            throw ImageError(.invalidFile, "\(path) is no zip archive: \(Self.remedy)")
        }
        return FunctionZip(name: name, path: path, content: content, digest: BlobDigest(of: content))
    }

    /// What the worker's image holds: the worker, and the authorities packed beside it, or else the machine's own.
    /// - Throws: ``ImageError`` `missingFile`, which says how to build it; `invalidFile`.
    public func worker() throws(ImageError) -> WorkerImage {
        let executable = try LocalFile.read("\(folder)/load-test-worker/load-test-worker", remedy: Self.remedy)
        return try WorkerImage(executable: executable, certificates: try authorities())
    }

    private func authorities() throws(ImageError) -> [UInt8] {
        for path in ["\(folder)/load-test-worker/ca-certificates.crt"] + Self.systemCertificates {
            guard FileManager.default.isReadableFile(atPath: path) else { continue }
            return try LocalFile.read(path, remedy: "let it be readable")
        }
        throw ImageError(.missingFile, "no certificates to trust were found: install ca-certificates")
    }
}

/// The code of a function, packed.
public struct FunctionZip: Hashable, Sendable {
    /// The function's name.
    public let name: String
    /// Where the zip archive is.
    public let path: String
    /// The zip archive.
    public let content: [UInt8]
    /// Names the content.
    public let digest: BlobDigest
}
