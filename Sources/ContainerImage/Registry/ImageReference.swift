/// The name of an image in a registry: `HOST[:PORT]/REPOSITORY:TAG`.
public struct ImageReference: Hashable, Sendable, CustomStringConvertible {
    /// Host, and port where it is not the scheme's.
    public let registry: String
    /// Repository, such as `load-test-repository`.
    public let repository: String
    /// Tag.
    public let tag: String

    /// Creates a name.
    /// - Throws: ``ImageError`` `invalidReference`, which names the part that is wrong.
    public init(registry: String, repository: String, tag: String) throws(ImageError) {
        guard Self.isHost(registry) else {
            throw ImageError(.invalidReference, "'\(registry)' is no registry: give HOST or HOST:PORT")
        }
        guard Self.isRepository(repository) else {
            throw ImageError(
                .invalidReference,
                "'\(repository)' is no repository: lower case letters, digits and . _ - /"
            )
        }
        guard Self.isTag(tag) else {
            throw ImageError(.invalidReference, "'\(tag)' is no tag: 1–128 of A-Z a-z 0-9 _ . -")
        }
        self.registry = registry
        self.repository = repository
        self.tag = tag
    }

    /// A repository's URI as ECR and CloudFormation give it, `HOST/REPOSITORY`, and a tag.
    /// - Throws: ``ImageError`` `invalidReference`.
    public init(repositoryURI: String, tag: String) throws(ImageError) {
        guard let slash = repositoryURI.firstIndex(of: "/") else {
            throw ImageError(.invalidReference, "'\(repositoryURI)' is no repository's URI: give HOST/REPOSITORY")
        }
        try self.init(
            registry: String(repositoryURI[..<slash]),
            repository: String(repositoryURI[repositoryURI.index(after: slash)...]),
            tag: tag
        )
    }

    /// `HOST/REPOSITORY:TAG`.
    public var description: String { "\(registry)/\(repository):\(tag)" }

    private static func isHost(_ text: String) -> Bool {
        (1...255).contains(text.utf8.count)
            && text.utf8.allSatisfy { isAlphanumeric($0) || [0x2d, 0x2e, 0x3a, 0x5b, 0x5d].contains($0) }
    }

    private static func isRepository(_ text: String) -> Bool {
        (1...256).contains(text.utf8.count)
            && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
                guard let first = part.utf8.first, let last = part.utf8.last else { return false }
                return isLower(first) && isLower(last)
                    && part.utf8.allSatisfy { isLower($0) || [0x2d, 0x2e, 0x5f].contains($0) }
            }
    }

    private static func isTag(_ text: String) -> Bool {
        guard (1...128).contains(text.utf8.count), let first = text.utf8.first else { return false }
        return (isAlphanumeric(first) || first == 0x5f)
            && text.utf8.allSatisfy { isAlphanumeric($0) || [0x2d, 0x2e, 0x5f].contains($0) }
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLower(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
