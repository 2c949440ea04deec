/// What a push came to.
public struct PushReport: Hashable, Sendable {
    /// Where the image is.
    public let reference: ImageReference
    /// The digest by which the registry knows the image.
    public let digest: String
    /// The tag named this content before, and nothing was sent.
    public let wasThere: Bool
    /// Blobs that were sent.
    public let pushed: Int
    /// Blobs that the registry had.
    public let skipped: Int
    /// Bytes of the blobs that were sent.
    public let bytes: Int
}

/// Progress of a push.
public enum PushEvent: Hashable, Sendable {
    /// A blob is being sent: its digest and size.
    case sending(BlobDigest, bytes: Int)
    /// The registry has a blob already.
    case skipped(BlobDigest)
    /// The registry has taken a blob.
    case sent(BlobDigest)
    /// A request is tried again, and why.
    case retrying(String)
}
