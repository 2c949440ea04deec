/// Bytes that are named by their digest: a layer, a configuration, a manifest.
public struct ImageBlob: Hashable, Sendable {
    /// What they are.
    public let mediaType: String
    /// The bytes.
    public let content: [UInt8]
    /// Their digest.
    public let digest: BlobDigest

    /// Names `content`.
    public init(_ mediaType: String, _ content: [UInt8]) {
        self.mediaType = mediaType
        self.content = content
        digest = BlobDigest(of: content)
    }
}
