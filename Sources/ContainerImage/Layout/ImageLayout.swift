/// An image in files: an OCI image layout, which skopeo, podman and buildah read as `oci:FOLDER:TAG`.
///
/// Source: https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md
public struct ImageLayout: Sendable {
    private let image: OCIImage
    private let name: String
    private let tag: String

    /// A layout that holds `image` alone, under a tag; by default under the one that names its content.
    /// - Parameter name: What `docker load` and `skopeo … docker-archive:` call it.
    public init(_ image: OCIImage, name: String = "load-test-worker", tag: String? = nil) {
        self.image = image
        self.name = name
        self.tag = tag ?? image.tag
    }

    /// The files by their path in the layout, in the order of their paths.
    public var files: [(path: String, content: [UInt8])] {
        var manifest = Descriptor(image.manifest)
        manifest.platform = Descriptor.Platform(architecture: image.architecture.imageName, os: "linux")
        manifest.annotations = ["org.opencontainers.image.ref.name": tag]
        let index = Index(manifests: [manifest], mediaType: MediaType.index, schemaVersion: 2)
        let blobs = (image.blobs + [image.manifest]).map { (path: Self.path(of: $0), content: $0.content) }
        return
            (blobs + [
                (path: "index.json", content: CanonicalJSON.encode(index)),
                (path: "oci-layout", content: CanonicalJSON.encode(["imageLayoutVersion": "1.0.0"])),
            ]).sorted { $0.path < $1.path }
    }

    /// Writes the layout into a folder, which is made where it is missing.
    /// - Throws: ``ImageError`` `cannotWrite`.
    public func write(to folder: String) throws(ImageError) {
        try LocalFile.makeFolder("\(folder)/blobs/sha256")
        for file in files { try LocalFile.write(file.content, to: "\(folder)/\(file.path)") }
    }

    /// The layout as a tar archive that `docker load`, `podman load` and skopeo (`oci-archive:`, `docker-archive:`) take.
    /// - Throws: ``ImageError`` `invalidEntry`.
    public func archive() throws(ImageError) -> [UInt8] {
        let load = LoadableImage(
            config: Self.path(of: image.config),
            repoTags: ["\(name):\(tag)"],
            layers: image.layers.map(Self.path)
        )
        let files = files + [(path: "manifest.json", content: CanonicalJSON.encode([load]))]
        let folders = ["blobs", "blobs/sha256"].map { TarArchive.Entry($0, .folder, mode: 0o755) }
        return try TarArchive(
            folders
                + files.sorted { $0.path < $1.path }.map { TarArchive.Entry($0.path, .file($0.content), mode: 0o644) }
        ).bytes()
    }

    /// Writes ``archive()`` into a file.
    /// - Throws: ``ImageError`` `cannotWrite`.
    public func writeArchive(to path: String) throws(ImageError) {
        try LocalFile.write(try archive(), to: path)
    }

    private static func path(of blob: ImageBlob) -> String { "blobs/sha256/\(blob.digest.hex)" }

    private struct Index: Encodable {
        let manifests: [Descriptor]
        let mediaType: String
        let schemaVersion: Int
    }

    /// What `docker load` reads beside the layout.
    private struct LoadableImage: Encodable {
        let config: String
        let repoTags: [String]
        let layers: [String]

        enum CodingKeys: String, CodingKey {
            case config = "Config"
            case repoTags = "RepoTags"
            case layers = "Layers"
        }
    }
}
