extension UInt64 {
    /// The sum, or the largest value where it does not fit. Unlike a trap it cannot be provoked by a message, and unlike
    /// wrapping it stays commutative, associative and visibly absurd.
    func addingSaturated(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    /// The product, or the largest value where it does not fit.
    func multipliedSaturated(by other: UInt64) -> UInt64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
