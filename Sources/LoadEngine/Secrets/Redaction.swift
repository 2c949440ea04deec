import LoadPlan

/// Takes secrets out of what people are shown: their values in every form in which requests hold them, and what header fields and
/// parameters of URLs hold that prove who sends a request.
struct Redaction: Sendable {
    private let needles: [[UInt8]]
    private static let mark = Array(CredentialText.mark.utf8)

    init(_ secrets: [String]) {
        var needles: Set<[UInt8]> = []
        for secret in secrets where !secret.isEmpty {
            for context in [WritingContext.plain, .url, .form, .json, .header, .target] {
                var buffer = ByteBuffer(capacity: 256)
                Array(secret.utf8).withUnsafeBytes { buffer.append($0, in: context) }
                needles.insert(Array(buffer.bytes))
            }
        }
        // The longest first: no part of one is left where another was found in it.
        self.needles = needles.sorted { $0.count > $1.count }
    }

    /// The text without secrets; bytes that are no UTF-8 are replaced.
    func text(_ bytes: [UInt8]) -> String {
        String(decoding: withoutSecrets(withoutFields(bytes)), as: UTF8.self)
    }

    private func withoutSecrets(_ bytes: [UInt8]) -> [UInt8] {
        guard !needles.isEmpty else { return bytes }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let needle = needles.first(where: { bytes[index...].starts(with: $0) }) {
                result += Self.mark
                index += needle.count
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return result
    }

    /// Header lines end where the content begins; a text without them is left as it is.
    private func withoutFields(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let line = rest[...end]
            if line.count <= 2 { break }
            rest = rest[(end + 1)...]
            result += result.isEmpty ? Self.startLine(line) : Self.field(line)
        }
        return result + rest
    }

    private static func startLine(_ line: ArraySlice<UInt8>) -> [UInt8] {
        guard let text = String(validating: line, as: UTF8.self) else { return Array(line) }
        return Array(CredentialText.hidingParameters(text).utf8)
    }

    private static func field(_ line: ArraySlice<UInt8>) -> [UInt8] {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return Array(line) }
        let name = String(decoding: line[..<colon], as: UTF8.self)
        let isCredential = CredentialName.covers(name)
        let value = line[(colon + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
        let end = value.lastIndex { $0 != 0x0D && $0 != 0x0A }.map { $0 + 1 } ?? value.startIndex
        guard isCredential || value.contains(UInt8(ascii: "=")) else { return Array(line) }
        let shown = CredentialText.hidden(header: name, value: String(decoding: value[..<end], as: UTF8.self))
        return Array(line[...colon]) + [0x20] + Array(shown.utf8) + Array(value[end...])
    }
}
