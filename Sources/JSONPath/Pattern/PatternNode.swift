/// An expression as it was read.
indirect enum PatternNode {
    case empty
    case scalar(UInt32)
    case set(ScalarSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    case `repeat`(PatternNode, from: Int, to: Int?, isLazy: Bool)
    case group(PatternNode, number: Int)
    case assertion(Assertion)

    /// What must hold between two characters.
    enum Assertion: Hashable, Sendable {
        case start, end, lineStart, lineEnd, wordBoundary, noWordBoundary
    }
}
