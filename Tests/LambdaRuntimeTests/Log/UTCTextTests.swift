import Testing

@testable import LambdaRuntime

@Suite struct UTCTextTests {
    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"), (1_767_225_600_007, "2026-01-01T00:00:00.007Z"),
        (951_782_399_999, "2000-02-28T23:59:59.999Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
    ])
    func `writes UTC to the millisecond`(time: Int64, text: String) {
        #expect(UTCText.text(of: time) == text)
    }
}
