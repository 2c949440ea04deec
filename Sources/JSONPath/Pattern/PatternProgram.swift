/// An expression as steps of a machine that can be in several places at once.
struct PatternProgram: Hashable, Sendable {
    enum Instruction: Hashable, Sendable {
        case scalar(UInt32)
        case set(Int)
        /// Goes on in two places, the first preferred.
        case split(Int, Int)
        case jump(Int)
        /// Remembers the position in a slot: twice the group's number, or one more for its end.
        case save(Int)
        case assertion(PatternNode.Assertion)
        case match
    }

    private(set) var instructions: [Instruction] = []
    private(set) var sets: [ScalarSet] = []
    let groupCount: Int
    /// The byte that every match begins with, where there is one.
    private(set) var firstByte: UInt8?

    /// Repetition multiplies an expression; what comes out is bounded.
    private static let longest = 20_000

    init(_ node: PatternNode, parser: PatternParser) throws(PatternError) {
        groupCount = parser.groupCount
        instructions.append(.save(0))
        try emit(node, parser)
        instructions += [.save(1), .match]
        if case .scalar(let scalar) = instructions.first(where: { if case .save = $0 { false } else { true } }) {
            firstByte = Unicode.Scalar(scalar).flatMap { String($0).utf8.first }
        }
    }

    private mutating func emit(_ node: PatternNode, _ parser: PatternParser) throws(PatternError) {
        guard instructions.count < Self.longest else {
            throw parser.error("it repeats too much; use smaller counts", at: 0)
        }
        switch node {
        case .empty: break
        case .scalar(let scalar): instructions.append(.scalar(scalar))
        case .set(let set):
            if let known = sets.firstIndex(of: set) {
                instructions.append(.set(known))
            } else {
                sets.append(set)
                instructions.append(.set(sets.count - 1))
            }
        case .sequence(let parts): for part in parts { try emit(part, parser) }
        case .assertion(let assertion): instructions.append(.assertion(assertion))
        case .group(let inner, let number):
            instructions.append(.save(2 * number))
            try emit(inner, parser)
            instructions.append(.save(2 * number + 1))
        case .alternatives(let branches): try emitAlternatives(branches, parser)
        case .repeat(let inner, let from, let to, let isLazy): try emitRepeat(inner, from, to, isLazy, parser)
        }
    }

    private mutating func emitAlternatives(_ branches: [PatternNode], _ parser: PatternParser) throws(PatternError) {
        var jumps: [Int] = []
        for (position, branch) in branches.enumerated() {
            guard position < branches.count - 1 else {
                try emit(branch, parser)
                break
            }
            let split = reserve()
            try emit(branch, parser)
            jumps.append(reserve())
            instructions[split] = .split(split + 1, instructions.count)
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func emitRepeat(
        _ inner: PatternNode,
        _ from: Int,
        _ to: Int?,
        _ isLazy: Bool,
        _ parser: PatternParser
    ) throws(PatternError) {
        for _ in 0..<from { try emit(inner, parser) }
        guard let to else {
            let split = reserve()
            try emit(inner, parser)
            instructions.append(.jump(split))
            instructions[split] = Self.split(split + 1, instructions.count, isLazy)
            return
        }
        var splits: [Int] = []
        for _ in from..<max(from, to) {
            splits.append(reserve())
            try emit(inner, parser)
        }
        for split in splits { instructions[split] = Self.split(split + 1, instructions.count, isLazy) }
    }

    private mutating func reserve() -> Int {
        instructions.append(.match)
        return instructions.count - 1
    }

    private static func split(_ into: Int, _ past: Int, _ isLazy: Bool) -> Instruction {
        isLazy ? .split(past, into) : .split(into, past)
    }
}
