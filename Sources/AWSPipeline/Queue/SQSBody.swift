internal import ResultPipeline

/// Message bodies as SQS takes them: text of the characters that XML 1.0 admits.
///
/// Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
enum SQSBody {
    /// The JSON `body` as text. A character that SQS refuses is written as the JSON escape that means the same.
    static func text(_ body: [UInt8]) throws(QueueError) -> String {
        guard !body.isEmpty else { throw QueueError(.refused, "a message without content cannot be sent", count: 1) }
        guard let text = String(validating: body, as: UTF8.self) else {
            throw QueueError(.refused, "a message is not UTF-8; send JSON", count: 1)
        }
        let admitted = text.unicodeScalars.allSatisfy(isAdmitted) ? text : escaped(text)
        let size = admitted.utf8.count
        guard size <= ResultMessage.maxBytes else {
            throw QueueError(
                .refused,
                "a message of \(size) bytes is larger than \(ResultMessage.maxBytes): report less in one",
                count: 1
            )
        }
        return admitted
    }

    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isAdmitted(scalar) {
                result.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16)
                result.append(contentsOf: "\\u".unicodeScalars)
                result.append(contentsOf: String(repeating: "0", count: 4 - digits.utf8.count).unicodeScalars)
                result.append(contentsOf: digits.unicodeScalars)
            }
        }
        return String(result)
    }

    /// All that is not admitted is below U+10000, hence one escape of four digits.
    private static func isAdmitted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xa, 0xd, 0x20...0xd7ff, 0xe000...0xfffd, 0x10000...0x10ffff: true
        default: false
        }
    }
}
