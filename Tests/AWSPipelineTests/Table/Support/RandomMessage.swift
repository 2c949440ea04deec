import Measurement
import PipelineTestKit
import ResultPipeline

/// Messages that a task may send, with every kind of odd value in them.
struct RandomMessage {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func next(_ testId: String, task: Int) -> ResultMessage {
        var message = Sample.message(
            testId,
            sequence: Int.random(in: 1...10_000, using: &random),
            second: Int.random(in: 0..<100_000, using: &random),
            task: task,
            content: .started(StartReport(segmentIndex: nil, segmentCount: 1))
        )
        message.taskId = text()
        message.windowLength = Int64.random(in: 1...86_400, using: &random) * 1000
        message.windowStart += Int64.random(in: 0..<1000, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            message.sequence = 0
            message.content = .started(start())
        case 1: message.content = .final(manifest(sequence: message.sequence))
        default:
            let count = Int.random(in: 0...4, using: &random)
            message.content = .window(
                endpoints: (0..<count).map { _ in endpoint() },
                generator: generator(),
                exemplars: Bool.random(using: &random)
                    ? WindowExemplars() : WindowExemplars(slowest: exemplars(), failed: exemplars())
            )
        }
        return message
    }

    private mutating func start() -> StartReport {
        StartReport(
            segmentIndex: Bool.random(using: &random) ? Int.random(in: 0..<1000, using: &random) : nil,
            segmentCount: Int.random(in: 0...1000, using: &random),
            startSkewMs: number(),
            idleReason: Bool.random(using: &random) ? text() : nil
        )
    }

    private mutating func manifest(sequence: Int) -> TaskManifest {
        let sent = Int.random(in: 0..<sequence, using: &random)
        return TaskManifest(
            windowsSent: sent,
            windowsLost: sequence - 1 - sent,
            totals: counts(),
            health: GeneratorHealth(
                cpuSeconds: number(),
                cpuThrottledSeconds: number(),
                maxStartLagMs: number(),
                openDescriptorsMax: count(),
                portExhaustion: count(),
                notes: (0..<Int.random(in: 0...3, using: &random)).map { _ in text() }
            ),
            loadSeconds: number(),
            startSkewMs: number(),
            clockStepMs: -number(),
            failure: Bool.random(using: &random) ? text() : nil
        )
    }

    private mutating func endpoint() -> EndpointWindow {
        EndpointWindow(
            name: text(),
            counts: counts(),
            statusCodes: named { Int.random(in: -1...700, using: &$0.random) },
            errors: named { $0.text() },
            checks: named { $0.text() }.mapValues { CheckCounts(passes: $0, fails: $0 / 2) },
            bytesSent: count(),
            bytesReceived: count(),
            responseTime: histogram(),
            serviceTime: histogram(),
            timeToFirstByte: histogram()
        )
    }

    private mutating func exemplars() -> [Exemplar] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Exemplar(
                traceId: text(),
                endpoint: text(),
                time: Int64.random(in: -1...Int64.max, using: &random),
                responseTime: count(),
                status: Bool.random(using: &random) ? Int.random(in: -1...700, using: &random) : nil,
                error: Bool.random(using: &random) ? text() : nil
            )
        }
    }

    private mutating func generator() -> GeneratorWindow {
        GeneratorWindow(connect: histogram(), tlsHandshake: .empty, startLag: histogram(), virtualUserWait: .empty)
    }

    private mutating func histogram() -> EncodedHistogram {
        var histogram = Histogram()
        for _ in 0..<Int.random(in: 0...50, using: &random) {
            histogram.record(UInt64.random(in: 0...UInt64(1) << Int.random(in: 1...40, using: &random), using: &random))
        }
        var encoder = HistogramEncoder()
        var encoded = encoder.encode(histogram)
        if Bool.random(using: &random) { encoded.exact = nil }
        return encoded
    }

    private mutating func counts() -> RequestCounts {
        RequestCounts(scheduled: count(), sent: count(), completed: count(), failed: count(), dropped: count())
    }

    private mutating func named<Key>(_ key: (inout RandomMessage) -> Key) -> [Key: UInt64] {
        var counts: [Key: UInt64] = [:]
        // Often more than the plain attributes hold.
        for _ in 0..<([0, 1, 3, 100].randomElement(using: &random) ?? 0) { counts[key(&self)] = count() }
        return counts
    }

    private mutating func count() -> UInt64 {
        [0, 1, 7, UInt64(UInt32.max), UInt64(Int64.max), .max].randomElement(using: &random) ?? 0
    }

    private mutating func number() -> Double {
        let odd = [
            0, 1, 0.1, 1 / 3, 1e300, .leastNonzeroMagnitude, 1e126, 1e-131, 9_007_199_254_740_992,
            .greatestFiniteMagnitude,
        ]
        return odd.randomElement(using: &random) ?? 0
    }

    private mutating func text() -> String {
        let odd = ["", "~", "~~a", "GET /é", "\u{0}\u{1f}\"\\/", "e\u{301}", "👩‍👩‍👧 ✓", "\u{fffd}\u{ffff}", "x"]
        return (0..<Int.random(in: 0...3, using: &random)).map { _ in odd.randomElement(using: &random) ?? "" }.joined()
    }
}
