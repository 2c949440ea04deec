import FoundationEssentials
import HTTPWire
import Testing

/// llhttp's own vectors for responses, in its strict mode.
@Suite(.enabled(if: LlhttpSuite.folder != nil, "LOADTESTER_SUITES is not set"))
struct LlhttpTests {
    @Test(arguments: LlhttpSuite.vectors.filter { !$0.isLenient })
    func aVectorIsParsedAsLlhttpDoes(vector: LlhttpVector) throws {
        let expected = LlhttpExpectation(vector)
        var options: ResponseParser.Options = [.reportsHeaders, .reportsBody]
        if vector.skipsBody { options.insert(.headRequest) }
        let actual = Transcript(vector.input, options: options)
        #expect(actual == Transcript(vector.input, cuts: Array(vector.input.indices), options: options))
        #expect(actual.violations.isEmpty)

        #expect(actual.responses.map(\.status) == expected.responses.map(\.status))
        #expect(actual.responses.map(\.body) == expected.responses.map(\.body))
        for (response, wanted) in zip(actual.responses, expected.responses) {
            if case .failed = response.outcome {
                // Nothing is reported for a line before its end was seen, nor for the one that failed.
                #expect(wanted.headers.starts(with: response.headers))
            } else if response.status != 0 {
                #expect(response.headers == wanted.headers)
            }
        }
        try checkOutcome(actual, expected, input: vector.input)
        if let finishes = expected.finishes {
            var parser = ResponseParser(options: options.subtracting([.reportsHeaders, .reportsBody]))
            _ = vector.input.withUnsafeBytes { parser.parse($0) }
            #expect((parser.finish() == .complete) == finishes)
        }
    }

    private func checkOutcome(_ actual: Transcript, _ expected: LlhttpExpectation, input: [UInt8]) throws {
        let last = try #require(actual.responses.last)
        #expect(actual.responses.dropLast().allSatisfy { $0.outcome == .complete })
        if expected.hasDataAfterClose {
            #expect(last.outcome == .complete && !last.keepsAlive && actual.consumed < input.count)
        } else if expected.failures.isEmpty {
            #expect(last.outcome == expected.responses.last?.outcome)
        } else if case .failed(let failure) = last.outcome {
            #expect(expected.failures.contains(failure))
        } else {
            Issue.record("expected one of \(expected.failures), got \(last.outcome)")
        }
    }

    /// The lenient modes relax the grammar; this parser is strict only, so their vectors do not apply.
    @Test func onlyLenientVectorsAreLeftOut() {
        let known: Set = ["response", "response-finish"]
        #expect(LlhttpSuite.vectors.allSatisfy { $0.isLenient || known.contains($0.type) })
        #expect(LlhttpSuite.vectors.count { !$0.isLenient } >= 36)
    }
}

/// Where the vectors are.
enum LlhttpSuite {
    static let folder: String? = ProcessInfo.processInfo.environment["LOADTESTER_SUITES"].map {
        $0 + "/llhttp/response"
    }

    static let vectors: [LlhttpVector] = {
        guard let folder, let files = try? FileManager.default.contentsOfDirectory(atPath: folder) else { return [] }
        return files.filter { $0.hasSuffix(".md") }.sorted().flatMap { file in
            let data = FileManager.default.contents(atPath: folder + "/" + file) ?? Data()
            return LlhttpVector.read(String(decoding: data, as: UTF8.self), file: file)
        }
    }()
}
