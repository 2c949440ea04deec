/// The ids of one request, and their form in `traceparent`. Plain memory.
///
/// Source: W3C Trace Context, level 1, section 3.2: `00-`, 32 digits of the trace, `-`, 16 of the span, `-01` (sampled); digits in
/// lower case, neither id all zero.
struct TraceIdentity: Equatable, Sendable {
    var high: UInt64 = 0
    var low: UInt64 = 0
    var span: UInt64 = 0

    static let fieldName = "traceparent"
    /// Bytes of the field's value.
    static let valueLength = 55
    /// A value of the right length, in whose place a real one is written.
    static let placeholder = "00-00000000000000000000000000000000-0000000000000000-01"

    /// The field's value.
    var value: String {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.valueLength) { buffer in
            guard let base = buffer.baseAddress else { return "" }
            write(to: base)
            return String(decoding: buffer, as: UTF8.self)
        }
    }

    /// The id of the trace alone.
    var traceId: String { String(value.dropFirst(3).prefix(32)) }

    /// Writes the field's value, ``valueLength`` bytes.
    func write(to target: UnsafeMutablePointer<UInt8>) {
        target[0] = UInt8(ascii: "0")
        target[1] = UInt8(ascii: "0")
        target[2] = UInt8(ascii: "-")
        Self.write(high, to: target + 3)
        Self.write(low, to: target + 19)
        target[35] = UInt8(ascii: "-")
        Self.write(span, to: target + 36)
        target[52] = UInt8(ascii: "-")
        target[53] = UInt8(ascii: "0")
        target[54] = UInt8(ascii: "1")
    }

    private static func write(_ number: UInt64, to target: UnsafeMutablePointer<UInt8>) {
        let target = UnsafeMutableRawPointer(target)
        target.storeBytes(of: digits(of: number >> 32).bigEndian, as: UInt64.self)
        target.storeBytes(of: digits(of: number & 0xFFFF_FFFF).bigEndian, toByteOffset: 8, as: UInt64.self)
    }

    /// The eight hexadecimal digits of a number of 32 bits, the first in the highest byte: half-bytes are moved into bytes of their
    /// own, all at once, and those from 10 up are lifted from behind `9` to `a`.
    private static func digits(of number: UInt64) -> UInt64 {
        var halves = (number << 16 | number) & 0x0000_FFFF_0000_FFFF
        halves = (halves << 8 | halves) & 0x00FF_00FF_00FF_00FF
        halves = (halves << 4 | halves) & 0x0F0F_0F0F_0F0F_0F0F
        let isLetter = (halves &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
        return halves &+ 0x3030_3030_3030_3030 &+ isLetter &* 0x27
    }
}

/// Gives one event loop its trace ids. No two requests of a run have the same: the first half differs from loop to loop, and the
/// second from request to request within one, as SplitMix64 goes through all numbers before it repeats one.
struct TraceSource: Sendable {
    private let high: UInt64
    private var traces: SplitMix64
    private var spans: SplitMix64

    /// - Parameters:
    ///   - run: what tells the run from others; the same for all its tasks.
    ///   - task: the task's index.
    ///   - loop: the loop's position in its task.
    init(run: UInt64, task: Int, loop: Int) {
        var ofRun = SplitMix64(seed: run)
        let place = UInt64(truncatingIfNeeded: task) << 32 | UInt64(truncatingIfNeeded: loop) & 0xFFFF_FFFF
        // One step of SplitMix64 is a bijection: different places, different halves.
        var ofLoop = SplitMix64(seed: ofRun.next() ^ place)
        high = ofLoop.next()
        traces = SplitMix64(seed: ofLoop.next())
        spans = SplitMix64(seed: ofLoop.next())
    }

    /// The ids of the next request.
    mutating func next() -> TraceIdentity {
        var low = traces.next()
        if low | high == 0 { low = traces.next() }
        return TraceIdentity(high: high, low: low, span: nextSpan())
    }

    /// The id of a further span.
    mutating func nextSpan() -> UInt64 {
        let span = spans.next()
        return span == 0 ? spans.next() : span
    }
}
