import AWSClient
import PipelineTestKit
import Synchronization

/// SQS as its API reference describes it, with the limits it is known to enforce: entries per batch, distinct ids, sizes,
/// characters, handles. Errors can be scripted for whole calls and for single entries.
final class FakeSQS: AWSCaller {
    static let url = "https://sqs.eu-central-1.amazonaws.com/123456789012/LoadTestQueue"
    static let deadLetterUrl = "https://sqs.eu-central-1.amazonaws.com/123456789012/LoadTestDeadLetterQueue"
    /// Most bytes of a message, and of the messages of a batch.
    static let maxBytes = 262_144

    struct EntryFault {
        var operation: String
        var ids: Set<String>
        var code: String
        var isSendersFault: Bool
    }

    struct State {
        var queue: QueueModel
        var entryFaults: [EntryFault] = []
        var callFaults: [(error: AWSError, skip: Int)] = []
        var requests: [AWSRequest] = []
    }

    let clock: FakeClock
    let visibility = Duration.seconds(30)
    private let state: Mutex<State>

    init(clock: FakeClock, seed: UInt64 = 1) {
        self.clock = clock
        state = Mutex(State(queue: QueueModel(seed: seed)))
    }

    /// The next call of an operation fails entries of these ids.
    func fail(_ operation: String, ids: Set<String>, code: String = "InternalError", isSendersFault: Bool = false) {
        let fault = EntryFault(operation: operation, ids: ids, code: code, isSendersFault: isSendersFault)
        state.withLock { $0.entryFaults.append(fault) }
    }

    /// A call of the error's operation fails as a whole: the next, or the one after as many as said.
    func fail(_ error: AWSError, after skip: Int = 0) {
        state.withLock { $0.callFaults.append((error, skip)) }
    }

    /// Bodies of the messages that wait or are hidden.
    func bodies(in url: String = FakeSQS.url) -> [String] { state.withLock { $0.queue.bodies(in: url) } }

    /// Requests of an operation so far.
    func requests(_ operation: String) -> [AWSRequest] {
        state.withLock { $0.requests.filter { $0.operation == operation } }
    }

    func call(_ request: AWSRequest) async throws -> AWSResponse {
        try Task.checkCancellation()
        let input = try request.input(target: "AmazonSQS", version: "1.0")
        let now = clock.elapsed
        return try state.withLock { state in
            state.requests.append(request)
            if let index = state.callFaults.firstIndex(where: { $0.error.operation == request.operation }) {
                guard state.callFaults[index].skip > 0 else { throw state.callFaults.remove(at: index).error }
                state.callFaults[index].skip -= 1
            }
            return try answer(request.operation, input, &state, now).response()
        }
    }

    func refusal(_ operation: String, _ code: String, _ message: String = "") -> AWSError {
        AWSError(operation: operation, code: code, message: message, status: 400)
    }

    private func answer(
        _ operation: String,
        _ input: WireValue,
        _ state: inout State,
        _ now: Duration
    ) throws -> WireValue {
        let url = try input.text("QueueUrl")
        guard url == Self.url || url == Self.deadLetterUrl else { throw refusal(operation, "QueueDoesNotExist") }
        switch operation {
        case "SendMessageBatch": return try sendBatch(input, url, &state, now)
        case "ReceiveMessage": return try receive(input, url, &state, now)
        case "DeleteMessageBatch":
            return try batch(operation, input, members: ["Id", "ReceiptHandle"], &state) { entry, state in
                state.queue.delete(try entry.text("ReceiptHandle"), from: url) ? nil : "ReceiptHandleIsInvalid"
            }
        case "ChangeMessageVisibilityBatch":
            let members: Set = ["Id", "ReceiptHandle", "VisibilityTimeout"]
            return try batch(operation, input, members: members, &state) { entry, state in
                try hide(entry, url, &state, now)
            }
        case "ChangeMessageVisibility":
            try input.checkMembers(["QueueUrl", "ReceiptHandle", "VisibilityTimeout"])
            if let code = try hide(input, url, &state, now) { throw refusal(operation, code) }
            return .object([:])
        default: throw refusal(operation, "InvalidAction")
        }
    }

    private func hide(_ entry: WireValue, _ url: String, _ state: inout State, _ now: Duration) throws -> String? {
        let time = Duration.seconds(try entry.integer("VisibilityTimeout", 0...43_200))
        switch state.queue.hide(try entry.text("ReceiptHandle"), in: url, for: time, at: now) {
        case .changed: return nil
        case .unknownHandle: return "ReceiptHandleIsInvalid"
        case .notInFlight: return "MessageNotInflight"
        }
    }
}
