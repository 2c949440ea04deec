import FoundationEssentials
import Testing

@testable import AWSClient

struct Base64TextTests {
    private func decode(_ text: [UInt8]) -> [UInt8]? { text.withUnsafeBytes(Base64Text.decode) }

    @Test func `bytes of every length and value are read as they were written`() {
        var random = SystemRandomNumberGenerator()
        for length in 0...300 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(decode(Array(Data(bytes).base64EncodedData())) == bytes)
        }
    }

    @Test(arguments: [
        "A", "AA", "AAA", "AAAAA", "====", "A===", "=AAA", "AA=A", "AAA=AAAA", "AB==", "AAB=", "AA A", "AA\nA", "AA-_",
        "AAA\u{0}", "é==", "AAAA====",
    ])
    func `text that no encoder writes is refused`(text: String) {
        #expect(decode(Array(text.utf8)) == nil)
    }

    @Test func `any byte that is not of the alphabet is refused wherever it stands`() {
        let text = Array(Data((0..<27).map { UInt8($0) }).base64EncodedData())
        let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        for position in text.indices {
            let others = (0...255 as ClosedRange<UInt8>).filter { byte in
                // Padding at the very end makes another text of base64.
                !alphabet.contains(byte) && (position < text.count - 1 || byte != UInt8(ascii: "="))
            }
            let read = others.filter { byte in
                var damaged = text
                damaged[position] = byte
                return decode(damaged) != nil
            }
            #expect(read.isEmpty, "at \(position)")
        }
    }

    @Test(arguments: [0x20, 0x21, 0x23, 0x5b, 0x5d, 0x7f, 0x80, 0x82, 0xa0, 0xa2, 0xdc, 0xff] as [UInt8])
    func `plain text ends at the first character that JSON does not hold as it is`(fill: UInt8) {
        let ends = Array(0..<0x20 as Range<UInt8>) + [UInt8(ascii: "\""), UInt8(ascii: "\\")]
        for length in 0..<20 {
            let text = [UInt8](repeating: fill, count: length)
            #expect(text.withUnsafeBytes { JSONPlainText.end(in: $0, from: 0) } == length)
            for position in text.indices {
                let found = ends.map { end in
                    var text = text
                    text[position] = end
                    return text.withUnsafeBytes { JSONPlainText.end(in: $0, from: position / 2) }
                }
                #expect(found.allSatisfy { $0 == position }, "\(position) of \(length)")
            }
        }
    }
}
