internal import FoundationEssentials
internal import Measurement

/// JSON form of ``ResultMessage``, with the checks that keep a poison message out of the store.
public enum MessageCodec {
    /// The message as JSON with sorted keys: equal messages are equal bytes.
    /// - Throws: ``MessageError`` `oversized`; see ``CardinalityLimit`` for how a task stays below.
    public static func encode(_ message: ResultMessage) throws(MessageError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes: [UInt8]
        do {
            bytes = [UInt8](try encoder.encode(message))
        } catch {
            throw MessageError(.outOfRange, "the message holds a number that JSON has no form for: \(error)")
        }
        try checkSize(bytes.count)
        return bytes
    }

    /// Reads and checks a message. Histograms are checked when they are decoded, see ``ResultRecord/init(_:using:)``.
    /// - Throws: ``MessageError``.
    public static func decode(_ bytes: [UInt8]) throws(MessageError) -> ResultMessage {
        try checkSize(bytes.count)
        let message: ResultMessage
        do {
            message = try JSONDecoder().decode(ResultMessage.self, from: Data(bytes))
        } catch let error as MessageError {
            throw error
        } catch let error as DecodingError {
            guard isObject(bytes) else { throw MessageError(.notJSON, "not a JSON object") }
            throw refusal(error)
        } catch {
            throw MessageError(.notJSON, "not a JSON object")
        }
        try check(message)
        return message
    }

    private static func checkSize(_ count: Int) throws(MessageError) {
        guard count <= ResultMessage.maxBytes else {
            throw MessageError(
                .oversized,
                "\(count) bytes are more than \(ResultMessage.maxBytes); report fewer endpoints or error labels"
            )
        }
    }

    /// Checks that every field has a value that a task may send, for messages that come from elsewhere than JSON.
    /// Histograms are checked when they are decoded.
    /// - Throws: ``MessageError`` `outOfRange`.
    public static func check(_ message: ResultMessage) throws(MessageError) {
        func expect(_ holds: Bool, _ field: String) throws(MessageError) {
            guard holds else { throw MessageError(.outOfRange, "\(field) has a value that no task sends") }
        }
        try expect(TestID.isValid(message.testId), "testId")
        try expect((1...1000).contains(message.taskCount), "taskCount")
        try expect((0..<message.taskCount).contains(message.taskIndex), "taskIndex")
        try expect((0...Int(Int32.max)).contains(message.sequence), "sequence")
        try expect((0...RecordKey.lastSecond * 1000).contains(message.windowStart), "windowStart")
        try expect((1000...86_400_000).contains(message.windowLength), "windowLength")
        try expect(message.windowLength % 1000 == 0, "windowLength")
        try expect((message.kind == .started) == (message.sequence == 0), "sequence")
        if let manifest = message.manifest {
            try expect(manifest.windowsSent >= 0 && manifest.windowsLost >= 0, "manifest")
            let sum = manifest.windowsSent.addingReportingOverflow(manifest.windowsLost)
            try expect(!sum.overflow && sum.partialValue == message.sequence - 1, "manifest")
        }
    }

    /// Tells text that is no JSON from JSON with a value out of its type's range, which the decoder reports alike.
    private static func isObject(_ bytes: [UInt8]) -> Bool {
        (try? JSONDecoder().decode([String: Unread].self, from: Data(bytes))) != nil
    }

    /// Any value.
    private struct Unread: Decodable {
        init(from decoder: any Decoder) {}
    }

    private static func refusal(_ error: DecodingError) -> MessageError {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            MessageError(.wrongType, "\(path(context.codingPath)) is not of its type")
        case .keyNotFound(let key, let context):
            MessageError(.wrongType, "\(path(context.codingPath + [key])) is missing")
        case .dataCorrupted(let context):
            MessageError(.wrongType, "\(path(context.codingPath)): \(context.debugDescription)")
        @unknown default:
            MessageError(.wrongType, "a field cannot be read")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty
            ? "the message" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
