/// The place of an object of Amazon S3, written `s3://bucket/key`.
public struct S3Location: Hashable, Sendable, CustomStringConvertible {
    /// The bucket's name.
    public var bucket: String
    /// The object's key, as it is.
    public var key: String

    /// Creates a location.
    public init(bucket: String, key: String) {
        self.bucket = bucket
        self.key = key
    }

    /// Reads the written form; nil where it is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "s3:", parts[1].isEmpty, !parts[2].isEmpty, !parts[3].isEmpty else {
            return nil
        }
        self.init(bucket: String(parts[2]), key: String(parts[3]))
    }

    /// `s3://bucket/key`.
    public var description: String { "s3://\(bucket)/\(key)" }
}
