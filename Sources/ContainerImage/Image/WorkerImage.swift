/// What the worker's image holds, before anything is compressed: `FROM scratch`, the static executable, certificates, a
/// user that is not root. It runs with a read-only root file system.
public struct WorkerImage: Sendable {
    /// User and group that the image runs as.
    public static let user = 65532
    /// The worker's place in the image.
    public static let executablePath = "load-test-worker"
    /// The certificates' place in the image.
    public static let certificatesPath = "etc/ssl/certs/ca-certificates.crt"

    /// What the image runs on: what the executable was built for.
    public let architecture: ImageArchitecture
    /// The only layer, as a tar archive.
    public let layer: [UInt8]
    /// How it is run.
    public let config: ImageBlob

    /// A tag that names the content: the first 32 digits of the configuration's digest. The configuration names the layer
    /// before it is compressed, so the tag is the same whatever zlib compresses it.
    public var tag: String { Self.tag(of: config) }

    static func tag(of config: ImageBlob) -> String { String(config.digest.hex.prefix(32)) }

    /// Lays out the image.
    /// - Parameters:
    ///   - executable: The worker, linked statically.
    ///   - certificates: Authorities to trust, PEM.
    /// - Throws: ``ImageError`` `invalidFile` where one of them is something else.
    public init(executable: [UInt8], certificates: [UInt8]) throws(ImageError) {
        architecture = try ImageArchitecture(ofExecutable: executable, named: "the worker")
        guard certificates.containsPEM else {
            throw ImageError(.invalidFile, "the file of certificates holds none in PEM; name a bundle of authorities")
        }
        let name = "loadtester"
        let passwd = "root:x:0:0:root:/:/none\n\(name):x:\(Self.user):\(Self.user):\(name):/:/none\n"
        let group = "root:x:0:\n\(name):x:\(Self.user):\n"
        layer = try TarArchive([
            TarArchive.Entry("etc", .folder, mode: 0o755),
            TarArchive.Entry("etc/group", .file(Array(group.utf8)), mode: 0o644),
            TarArchive.Entry("etc/nsswitch.conf", .file(Array("hosts: files dns\n".utf8)), mode: 0o644),
            TarArchive.Entry("etc/passwd", .file(Array(passwd.utf8)), mode: 0o644),
            TarArchive.Entry("etc/ssl", .folder, mode: 0o755),
            TarArchive.Entry("etc/ssl/certs", .folder, mode: 0o755),
            TarArchive.Entry(Self.certificatesPath, .file(certificates), mode: 0o644),
            TarArchive.Entry(Self.executablePath, .file(executable), mode: 0o755),
            TarArchive.Entry("tmp", .folder, mode: 0o1777),
        ]).bytes()
        config = ImageBlob(MediaType.config, ImageConfiguration.content(architecture, diffID: BlobDigest(of: layer)))
    }

    /// The image, its layer compressed.
    /// - Throws: ``ImageError`` `compression`.
    public func image() throws(ImageError) -> OCIImage {
        let layer = ImageBlob(MediaType.layer, try Deflate.compress(layer, .gzip))
        return OCIImage(architecture: architecture, layers: [layer], config: config)
    }
}

extension [UInt8] {
    /// Whether a certificate in PEM begins somewhere.
    fileprivate var containsPEM: Bool {
        let mark = Array("-----BEGIN CERTIFICATE-----".utf8)
        return split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: mark) }
    }
}
