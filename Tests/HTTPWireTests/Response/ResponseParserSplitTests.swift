import HTTPWire
import Testing

/// What comes out must not depend on how the bytes arrive.
@Suite struct ResponseParserSplitTests {
    private static let everything: ResponseParser.Options = [.reportsHeaders, .reportsBody]

    @Test(arguments: ResponseExample.all)
    func everySplitPositionGivesTheSame(example: ResponseExample) {
        let bytes = Array(example.input.utf8)
        let options = example.options.union(Self.everything)
        let whole = Transcript(bytes, options: options)
        for cut in 0...bytes.count {
            let split = Transcript(bytes, cuts: [cut], options: options)
            #expect(split == whole, "cut at \(cut)")
        }
    }

    @Test(arguments: ResponseExample.all)
    func byteByByteGivesTheSameWithinEveryLimit(example: ResponseExample) {
        let bytes = Array(example.input.utf8)
        let options = example.options.union(Self.everything)
        for limit in stride(from: 1, through: bytes.count + 1, by: 1) {
            let limits = ResponseLimits(headBytes: UInt32(limit), interimResponses: 1)
            let whole = Transcript(bytes, options: options, limits: limits)
            let single = Transcript(bytes, cuts: Array(0...bytes.count), options: options, limits: limits)
            #expect(single == whole, "limit \(limit)")
        }
    }

    @Test func randomSplitsOfAPipelineGiveTheSame() {
        var random = SplitMix64(seed: 20_26)
        let corpus = ResponseExample.framed.filter { $0.keepsAlive && $0.options.isEmpty }
        for _ in 0..<300 {
            let examples = (0..<5).compactMap { _ in corpus.randomElement(using: &random) }
            let bytes = Array(examples.map(\.input).joined().utf8)
            let cuts = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                Int.random(in: 0...bytes.count, using: &random)
            }
            let split = Transcript(bytes, cuts: cuts.sorted(), options: Self.everything)
            #expect(split == Transcript(bytes, options: Self.everything))
            #expect(split.responses.map(\.status) == examples.map(\.status))
        }
    }

    @Test func garbageNeverBreaksIt() {
        var random = SplitMix64(seed: 7)
        let corpus = ResponseExample.all.map { Array($0.input.utf8) }
        for round in 0..<4000 {
            var bytes = corpus[round % corpus.count]
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let position = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0 where position < bytes.count: bytes[position] = .random(in: 0...255, using: &random)
                case 1 where position < bytes.count: bytes.remove(at: position)
                case 2: bytes.insert([10, 13, 32, 58, 0, 255].randomElement(using: &random) ?? 0, at: position)
                default: bytes.insert(contentsOf: bytes.suffix(9), at: position)
                }
            }
            let cuts = (0..<4).map { _ in Int.random(in: 0...bytes.count, using: &random) }.sorted()
            let whole = Transcript(bytes, options: Self.everything)
            let split = Transcript(bytes, cuts: cuts, options: Self.everything)
            #expect(
                whole == split && whole.violations.isEmpty,
                "\(String(decoding: bytes, as: UTF8.self).debugDescription)"
            )
        }
    }
}
