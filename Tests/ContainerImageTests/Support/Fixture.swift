import ContainerImage

/// Inputs of images.
enum Fixture {
    static let certificates = Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)

    /// The first bytes of an ELF file for a machine, and then some that pack badly.
    static func executable(machine: UInt8 = 62, size: Int = 5000) -> [UInt8] {
        var bytes: [UInt8] =
            [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0] + [UInt8](repeating: 0, count: 8) + [2, 0, machine, 0]
        var state: UInt32 = 1
        while bytes.count < size {
            state = state &* 1_664_525 &+ 1_013_904_223
            bytes.append(UInt8(truncatingIfNeeded: state >> 24))
        }
        return bytes
    }

    static func worker(machine: UInt8 = 62) throws -> WorkerImage {
        try WorkerImage(executable: executable(machine: machine), certificates: certificates)
    }
}
