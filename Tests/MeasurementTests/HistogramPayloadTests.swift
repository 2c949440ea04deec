import Measurement
import Testing

@Suite("Histogram payload")
struct HistogramPayloadTests {
    /// RFC 4648 §10.
    private static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test("is base64 as RFC 4648 gives it", arguments: vectors)
    func vector(plain: String, text: String) throws {
        #expect(HistogramPayload(bytes: Array(plain.utf8)).base64 == text)
        #expect(try HistogramPayload(base64: text).bytes == Array(plain.utf8))
    }

    @Test("every byte value survives")
    func allBytes() throws {
        let bytes = (0...255).map { UInt8($0) }
        #expect(try HistogramPayload(base64: HistogramPayload(bytes: bytes).base64).bytes == bytes)
    }

    @Test(
        "anything else is refused",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "=Zg=", "Zm9v\n", "Zm9 ", "Zh==", "Zm9=", "Zm-_", "====", "Z===", "Zg==Zg==",
            "ééé=",
        ]
    )
    func refused(text: String) {
        let error = #expect(throws: HistogramDecodingError.self) { try HistogramPayload(base64: text) }
        #expect(error?.code == .invalidBase64)
    }
}
