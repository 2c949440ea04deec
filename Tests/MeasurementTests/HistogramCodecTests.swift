import Measurement
import Testing

@Suite("Histogram V2 codec")
struct HistogramCodecTests {
    @Test("what is encoded is decoded to the same buckets and exact figures", arguments: Distribution.allCases)
    func roundTrip(distribution: Distribution) throws {
        var histogram = Histogram()
        for value in distribution.values(5000) { histogram.record(value) }
        var encoder = HistogramEncoder()
        var decoder = HistogramDecoder()
        for _ in 0..<2 {
            var restored = Histogram()
            restored.merge(try decoder.decode(encoder.encode(histogram)))
            #expect(restored == histogram)
        }
        #expect(try Histogram(decodingCompressedV2: histogram.encodedCompressedV2()).count == 5000)
        #expect(try HistogramDecoder.decode(v2: histogram.encodedV2()).statistics.count == 5000)
    }

    @Test("values from 0 to the largest survive, and so do recorder values above an hour")
    func extremes() throws {
        var histogram = Histogram()
        for value: UInt64 in [0, 1, 2047, 2048, 3_600_000_000, UInt64(Int64.max)] { histogram.record(value) }
        var recorder = HistogramRecorder()
        recorder.record(microseconds: 90_000_000_000)
        var encoder = HistogramEncoder()
        var decoder = HistogramDecoder()
        for original in [histogram, recorder.snapshot(), Histogram()] {
            var restored = Histogram()
            restored.merge(try decoder.decode(encoder.encode(original)))
            #expect(restored == original)
        }
    }

    /// From the `hdrhistogram` 0.10.8 package of PyPI: (1, 3.6e9, 3) with 0 three times, 7·i² for i in 1...1000, and
    /// 2.5e9 seventy thousand times.
    private static let fromPython = """
        HISTFAAAAeJ4nJWPMYgTQRiF839LzIUlSAjHIWcIEo4gIiKHyCFyiIiIiBwiIiKHiIiIiIXVVaJwyHEcksJCxEKtLERELK8QsRAR\
        G5srtBUbG7HUmdnd7MzsbDbmm/f+9/7dTbI77w07tdpULf1E6RRtX4fPaou/ksW2mAFHWWaFh8Jr4bPwU1iFp7AJW/AHhhEvIz5G\
        rMFfYQMewQt4Cx/UEV4Jb4RN4Z3wSfgibAnfhB/CuqjvXuGOcFe4b86G8ED076nzWHgiPBducYaznOccF7io/tAyl7jMVa5wjevc\
        UNxU99xmiQUOcdho0XBEvUDCMY4bTnDS6JThtHpmSW0Hit2GPQrte400+4w0+43mlbRrDlgcNCwo5pk1dI0y79JLvZd6j12ONP3U\
        +6n3mRv5nMXAKKNLm44i8Yxpz6dHbjNjzZmR53NHOpOUK8ysowR9f0xLEafKvFXICdu9lHuuzPNpJ027kHPPZae2k3w6zux4atJQ\
        +B6WneyNPf1cRhxscdDdlCjU4kKz06S0vNQqtJbVGtSJlBJCyc1VW5dG5a5RSOHpe6gXm6uyVu5+q0rlm2qaY3qzkNwZKWQC96e/\
        Hbexk9/cK+HN+P3/Up/4Sr201SdK4Vndcq/aJun3qnx/P/UP/mxo6Q==
        """

    /// What the same library answers for 0.1408, 0.5632, 1.1266 and 1.4083 %. It rounds ranks half up where nearest rank
    /// rounds up; these percentiles lie just below a whole rank, where the two agree.
    private static let pythonPercentiles: [UInt64] = [65_919, 1_103_871, 4_448_255, 6_959_103]

    @Test("reads what the Python library wrote, with the same percentiles")
    func readsPython() throws {
        let histogram = try Histogram(decodingCompressedV2: HistogramPayload(base64: Self.fromPython).bytes)
        #expect(histogram.count == 71_003)
        #expect([0.1408, 0.5632, 1.1266, 1.4083].map { histogram.value(atPercentile: $0) } == Self.pythonPercentiles)
        #expect(histogram.max == 2501902335)
    }

    @Test("the same values have the same buckets as in the Python library")
    func writesLikePython() throws {
        var histogram = Histogram()
        histogram.record(0, count: 3)
        for number in UInt64(1)...1000 { histogram.record(7 * number * number) }
        histogram.record(2_500_000_000, count: 70_000)
        var decoder = HistogramDecoder()
        let theirs = try decoder.decode(compressedV2: HistogramPayload(base64: Self.fromPython).bytes)
        #expect(try HistogramDecoder.decode(v2: histogram.encodedV2()) == theirs)
    }

    /// Header of (1, 3.6e9, 3), then 0 once, one empty bucket, 2 twice, five empty buckets, 8 three hundred times.
    @Test("the raw form is the specification's and the Python library's, byte for byte")
    func rawBytes() {
        var histogram = Histogram()
        histogram.record(0)
        histogram.record(2, count: 2)
        histogram.record(8, count: 300)
        let header: [UInt8] = [
            0x1c, 0x84, 0x93, 0x13, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1,
            0, 0, 0, 0, 0xd6, 0x93, 0xa4, 0, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0,
        ]
        #expect(histogram.encodedV2() == header + [0x02, 0x01, 0x04, 0x09, 0xd8, 0x04])
    }

    @Test("exact figures that cannot belong to the buckets are refused")
    func mismatchedStatistics() {
        var histogram = Histogram()
        for value: UInt64 in [10_000, 20_000, 30_000] { histogram.record(value) }
        var encoder = HistogramEncoder()
        var decoder = HistogramDecoder()
        let honest = histogram.statistics
        for change in [\ExactStatistics.count, \.min, \.max, \.sum] {
            for figure: UInt64 in [0, 1, .max] {
                var encoded = encoder.encode(histogram)
                var exact = honest
                exact[keyPath: change] = figure
                encoded.exact = exact
                #expect(throws: HistogramDecodingError.self) { try decoder.decode(encoded) }
            }
        }
    }
}
