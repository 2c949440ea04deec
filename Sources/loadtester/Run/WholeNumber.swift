import ArgumentParser

/// Whole numbers that the parser of the command line would refuse without saying what is accepted.
enum WholeNumber {
    /// - Throws: `ValidationError` that names the range.
    static func parse<Number: FixedWidthInteger & Sendable>(_ text: String, in range: ClosedRange<Number>) throws
        -> Number
    {
        guard let number = Number(text), range.contains(number) else {
            throw ValidationError("give a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }
}
