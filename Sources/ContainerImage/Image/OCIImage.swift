internal import FoundationEssentials

/// An image as a registry holds it: layers, configuration and the manifest that names both.
///
/// Source: https://github.com/opencontainers/image-spec, version 1.1.
public struct OCIImage: Sendable {
    /// What the image runs on.
    public let architecture: ImageArchitecture
    /// The layers, compressed, the lowest first.
    public let layers: [ImageBlob]
    /// How it is run, and what its layers are.
    public let config: ImageBlob
    /// Names configuration and layers; its digest is the image's.
    public let manifest: ImageBlob

    /// The image's digest.
    public var digest: BlobDigest { manifest.digest }
    /// A tag that names the content: see ``WorkerImage/tag``.
    public var tag: String { WorkerImage.tag(of: config) }
    /// Bytes that a registry stores.
    public var size: Int { blobs.reduce(manifest.content.count) { $0 + $1.content.count } }
    /// All that the manifest names, in the order in which it is pushed.
    public var blobs: [ImageBlob] { layers + [config] }

    /// An image of these layers, whose manifest is written here.
    init(architecture: ImageArchitecture, layers: [ImageBlob], config: ImageBlob) {
        self.architecture = architecture
        self.layers = layers
        self.config = config
        let content = ManifestContent(
            config: Descriptor(config),
            layers: layers.map(Descriptor.init),
            mediaType: MediaType.manifest,
            schemaVersion: 2
        )
        manifest = ImageBlob(MediaType.manifest, CanonicalJSON.encode(content))
    }
}

/// Media types of the OCI image specification.
enum MediaType {
    static let manifest = "application/vnd.oci.image.manifest.v1+json"
    static let index = "application/vnd.oci.image.index.v1+json"
    static let config = "application/vnd.oci.image.config.v1+json"
    static let layer = "application/vnd.oci.image.layer.v1.tar+gzip"
}

/// How a manifest or an index names a blob.
struct Descriptor: Encodable {
    struct Platform: Encodable {
        let architecture: String
        let os: String
    }

    let mediaType: String
    let digest: String
    let size: Int
    var platform: Platform?
    var annotations: [String: String]?

    init(_ blob: ImageBlob) {
        mediaType = blob.mediaType
        digest = blob.digest.description
        size = blob.content.count
    }
}

private struct ManifestContent: Encodable {
    let config: Descriptor
    let layers: [Descriptor]
    let mediaType: String
    let schemaVersion: Int
}

/// JSON in the one form that the same values always have.
enum CanonicalJSON {
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and whole numbers alone: nothing that JSON cannot hold.
        return (try? encoder.encode(value)).map(Array.init) ?? []
    }
}
