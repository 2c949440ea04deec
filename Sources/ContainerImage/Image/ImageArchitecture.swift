/// The processors that Fargate and Lambda have.
public enum ImageArchitecture: String, Hashable, Sendable, CaseIterable {
    /// 64 bits of Intel and AMD.
    case x86_64
    /// 64 bits of ARM (Graviton).
    case arm64

    /// The name in an image's configuration, which is Go's.
    public var imageName: String {
        switch self {
        case .x86_64: "amd64"
        case .arm64: "arm64"
        }
    }

    /// What an executable is for, by its ELF header: 64 bits, little-endian, a machine that is known.
    /// - Throws: ``ImageError`` `invalidFile` where it is none; `name` says which.
    public init(ofExecutable content: [UInt8], named name: String) throws(ImageError) {
        guard content.count > 64, content.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]) else {
            throw ImageError(.invalidFile, "\(name) is no executable for 64-bit Linux; build it with scripts/build-aws")
        }
        switch UInt16(content[18]) | UInt16(content[19]) << 8 {
        case 62: self = .x86_64
        case 183: self = .arm64
        case let machine:
            throw ImageError(.invalidFile, "\(name) is for ELF machine \(machine); AWS has x86_64 (62) and arm64 (183)")
        }
    }
}
