/// What a service wants its signatures to be like. Two kinds exist: S3, and every other.
public struct SigningOptions: Hashable, Sendable {
    /// Dot segments and repeated slashes of the path are removed, and what is left is percent-encoded once more, before
    /// it is signed. Off where the path names an object as it stands (S3).
    public var normalizesPath: Bool
    /// The hash of the content goes along as `X-Amz-Content-SHA256`, which S3 demands.
    public var sendsPayloadHash: Bool
    /// The session token is part of what is signed. Off, it is added after signing, as a few old services demand.
    public var signsSessionToken: Bool

    /// Creates options; the defaults are those of ``standard``.
    public init(normalizesPath: Bool = true, sendsPayloadHash: Bool = false, signsSessionToken: Bool = true) {
        self.normalizesPath = normalizesPath
        self.sendsPayloadHash = sendsPayloadHash
        self.signsSessionToken = signsSessionToken
    }

    /// Every service but S3.
    public static let standard = SigningOptions()
    /// S3.
    public static let s3 = SigningOptions(normalizesPath: false, sendsPayloadHash: true)
}
