internal import Crypto

/// A file that is to be in a bucket before a stack that refers to it is deployed: a function's zip.
public struct FileAsset: Hashable, Sendable {
    /// What the `cdk` command calls it while it is uploaded.
    public let name: String
    /// The bytes, uploaded as they are.
    public let content: [UInt8]
    /// Extension of the object's key, without a dot.
    public let fileExtension: String
    /// SHA-256 of the content, hexadecimal.
    public let digest: String
    let file: String

    /// The object's key: the digest and the extension, so that other content is another object.
    public var objectKey: String { "\(digest).\(fileExtension)" }

    /// An asset.
    public init(name: String, content: [UInt8], fileExtension: String = "zip") {
        self.init(name: name, content: content, fileExtension: fileExtension, file: nil)
    }

    /// - Parameter file: Its name in the assembly; nil for the usual one.
    init(name: String, content: [UInt8], fileExtension: String, file: String?) {
        self.name = name
        self.content = content
        self.fileExtension = fileExtension
        let digest = SHA256.hash(data: content).reduce(into: "") { text, byte in
            text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        self.digest = digest
        self.file = file ?? "asset.\(digest).\(fileExtension)"
    }
}
