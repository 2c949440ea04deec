import PipelineTestKit

/// Events of all kinds, from payloads with odd values to damaged bytes; the same for the same seed.
struct RandomJSON {
    private var random: SeededGenerator

    private static let fields = [
        "targetUrl", "taskCount", "vus", "rate", "duration", "testId", "method", "headers", "body", "plan",
        "thresholds", "spot", "minTasks", "continueLaunch", "TargetUrl", "é", "", "\\u0000", "a\\\"b",
    ]
    private static let values = [
        "0", "1", "2", "10", "1000", "-1", "1e3", "1e400", "0.5", "1e-400", "99999999999999999999", "true", "false",
        "null",
        "{}", "[]", #""""#, #""http://a.test/""#, #""http://[::1]:80/""#, #""https://ü.test""#, #""90s""#, #""1h""#,
        #""9999999999h""#, #""GET""#, #""P\u0000""#, #"{"A": "b"}"#, #"{"A": "b\n"}"#, #""\ud800""#, "NaN", "[[[[1]]]]",
        #""\u202e\uffff""#,
    ]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    mutating func event() -> [UInt8] {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: (0..<pick(0..<60)).map { _ in UInt8.random(in: 0...255, using: &random) }
        case 1: Array(value(depth: 5).utf8)
        case 2...4: damaged(PayloadText.with(changes()))
        default: PayloadText.with(changes())
        }
    }

    private mutating func changes() -> [String: String?] {
        var changes: [String: String?] = [:]
        for _ in 0..<pick(0..<4) { changes[Self.fields[pick(Self.fields.indices)]] = value(depth: 2) }
        return changes
    }

    private mutating func value(depth: Int) -> String {
        guard depth > 0, pick(0..<4) == 0 else { return Self.values[pick(Self.values.indices)] }
        let parts = (0..<pick(0..<4)).map { _ in value(depth: depth - 1) }
        guard pick(0..<2) == 0 else { return "[\(parts.joined(separator: ","))]" }
        return "{\(parts.map { "\"\(Self.fields[pick(Self.fields.indices)])\":\($0)" }.joined(separator: ","))}"
    }

    private mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...pick(0..<3) where !bytes.isEmpty {
            let place = pick(bytes.indices)
            switch pick(0..<4) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
            case 2: bytes[place] ^= 1 << UInt8(pick(0..<8))
            default: bytes.removeSubrange(place...)
            }
        }
        return bytes
    }

    private mutating func pick(_ range: Range<Int>) -> Int { Int.random(in: range, using: &random) }
}
