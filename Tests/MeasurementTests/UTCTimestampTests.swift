import Measurement
import Testing

@Suite("UTC timestamp")
struct UTCTimestampTests {
    @Test(
        "reads and writes RFC 3339 to the millisecond",
        arguments: [
            (Int64(0), "1970-01-01T00:00:00.000Z"), (1_767_225_600_000, "2026-01-01T00:00:00.000Z"),
            (951_782_400_001, "2000-02-29T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"), (.max, "9999-12-31T23:59:59.999Z"),
            (.min, "0000-01-01T00:00:00.000Z"),
        ]
    )
    func knownDates(milliseconds: Int64, text: String) {
        let time = UTCTimestamp(epochMilliseconds: milliseconds)
        #expect(time.description == text)
        #expect(UTCTimestamp(text) == time)
    }

    @Test(
        "dates that do not exist and other forms are refused",
        arguments: [
            "2026-02-29T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-01-01T24:00:00.000Z", "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00.000+00:00", "2026-01-01 00:00:00.000Z", "", "2026-00-10T00:00:00.000Z",
        ]
    )
    func refused(text: String) {
        #expect(UTCTimestamp(text) == nil)
    }
}
