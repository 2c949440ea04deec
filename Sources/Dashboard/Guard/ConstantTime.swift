/// Comparison of secrets.
enum ConstantTime {
    /// Whether both are equal; how long it takes depends on the length of `given` only, not on where they differ.
    @inline(never)
    static func equal(_ secret: [UInt8], _ given: [UInt8]) -> Bool {
        var difference = UInt64(bitPattern: Int64(secret.count ^ given.count))
        for index in given.indices {
            let own = secret.isEmpty ? 0 : secret[index % secret.count]
            difference |= UInt64(own ^ given[index])
        }
        return difference == 0
    }
}
