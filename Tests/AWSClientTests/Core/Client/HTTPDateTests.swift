import Testing

@testable import AWSClient

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Tue, 29 Feb 2028 23:59:59 GMT", 1_835_481_599_000), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
        ("Sun, 06 Nov 1994 08:49:37", nil), ("Sun, 6 Nov 1994 08:49:37 GMT", nil),
        ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
        ("Thu, 30 Feb 2028 00:00:00 GMT", nil), ("", nil),
    ])
    func onlyTheFormThatMustBeSentIsRead(text: String, milliseconds: Int64?) {
        #expect(HTTPDate.epochMilliseconds(text) == milliseconds)
    }
}
