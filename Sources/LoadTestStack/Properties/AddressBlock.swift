/// A block of IPv4 addresses of /16 to /24, which a VPC can have.
struct AddressBlock {
    /// Subnets that a block is cut into.
    static let parts = 16
    private let base: UInt32
    private let prefix: Int

    /// Parses `10.0.0.0/16`; nil for what is no such block.
    init?(_ text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, let prefix = Int(halves[1]), (16...24).contains(prefix) else { return nil }
        let bytes = halves[0].split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard bytes.count == 4, bytes.allSatisfy({ $0 != nil }) else { return nil }
        base = bytes.compactMap { $0 }.reduce(0) { $0 << 8 | UInt32($1) }
        self.prefix = prefix
        guard base & (UInt32.max >> UInt32(prefix)) == 0 else { return nil }
    }

    /// The part at `index`, 0 ..< ``parts``: `10.0.16.0/20`.
    func part(_ index: Int) -> String {
        let length = prefix + 4
        let address = base | UInt32(index) << UInt32(32 - length)
        return stride(from: 24, through: 0, by: -8).map { String(address >> UInt32($0) & 0xFF) }.joined(separator: ".")
            + "/\(length)"
    }
}
