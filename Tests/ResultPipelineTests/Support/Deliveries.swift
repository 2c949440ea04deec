import Measurement
import PipelineTestKit
import ResultPipeline

/// The messages of a task's windows and its end.
enum Deliveries {
    static func window(_ sequence: Int, task: Int = 0, requests: Int = 3) -> ResultMessage {
        Sample.message(
            "run",
            sequence: sequence,
            second: sequence - 1,
            task: task,
            content: .window(endpoints: [Sample.endpoint(requests: requests)], generator: GeneratorWindow())
        )
    }

    static func bodies(_ messages: [ResultMessage]) throws -> [[UInt8]] {
        try messages.map { try MessageCodec.encode($0) }
    }

    /// Deliveries of bodies; ids are `m0`, `m1`, ….
    static func of(_ bodies: [[UInt8]]) -> [QueueDelivery] {
        bodies.enumerated().map { index, body in
            QueueDelivery(messageId: "m\(index)", receipt: "r\(index)", body: body, receiveCount: 1)
        }
    }

    /// A message with `was` replaced in its JSON.
    static func damaged(_ message: ResultMessage, _ was: String, _ becomes: String) throws -> [UInt8] {
        let text = String(decoding: try MessageCodec.encode(message), as: UTF8.self)
        guard let range = text.firstRange(of: was) else { throw ContractViolation("'\(was)' is not in the message") }
        return Array(text.replacingCharacters(in: range, with: becomes).utf8)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with other: String) -> String {
        var text = self
        text.replaceSubrange(range, with: other)
        return text
    }
}
