import AWSClient
import FoundationEssentials
import Synchronization

/// DynamoDB in memory, with one table: takes the requests as they go on the wire, and is stricter than any emulator about
/// what AWS documents. What it does not know it refuses. Reads that are not consistent see the table without its last write.
final class StrictDynamoDB: AWSCaller, Sendable {
    /// What befalls a request.
    enum Disruption: Sendable {
        /// It is refused before anything is done.
        case refuse(AWSError)
        /// It is carried out, and the answer is lost.
        case loseAnswer
        /// Of a batch only so many are carried out.
        case process(atMost: Int)
    }

    struct Call: Sendable {
        var operation: String
        var body: [UInt8]

        func mentions(_ text: some CustomStringConvertible) -> Bool {
            String(decoding: body, as: UTF8.self).contains(text.description)
        }
    }

    private struct State {
        var table = StrictTable()
        var calls: [Call] = []
        var disruption: (@Sendable (Int, Call) -> Disruption?)?
    }

    let tableName: String
    private let state = Mutex(State())

    init(tableName: String = "LoadTestResults") {
        self.tableName = tableName
    }

    /// Every request so far.
    var calls: [Call] { state.withLock { $0.calls } }
    /// The names of the operations so far.
    var operations: [String] { calls.map(\.operation) }
    /// All items as they stand.
    var items: Set<StrictItem> { state.withLock { $0.table.items } }
    /// How often an item was written.
    var writes: Int { state.withLock { $0.table.writes } }

    /// Decides for every later request, numbered from 0 since the beginning, what befalls it.
    func disrupt(_ disruption: (@Sendable (Int, Call) -> Disruption?)?) {
        state.withLock { $0.disruption = disruption }
    }

    /// Puts an item there as somebody else might.
    func plant(_ item: StrictItem) throws {
        let key = try StrictTable.Key(item, isWhole: false)
        state.withLock { $0.table.put(item, key) }
    }

    func call(_ request: AWSRequest) async throws -> AWSResponse {
        try Task.checkCancellation()
        return try state.withLock { state in
            let call = Call(operation: request.operation, body: request.body)
            let disruption = state.disruption?(state.calls.count, call)
            state.calls.append(call)
            if case .refuse(let error) = disruption { throw error }
            let answer: [UInt8]
            do {
                try check(request)
                answer = try perform(request, &state.table, disruption)
            } catch let refusal as StrictRefusal {
                throw try Self.error(request.operation, refusal)
            }
            if case .loseAnswer = disruption {
                throw AWSError(operation: request.operation, code: "transport", message: "the connection was closed")
            }
            return AWSResponse(status: 200, body: answer)
        }
    }

    private func check(_ request: AWSRequest) throws {
        let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name.lowercased(), $0.value) })
        guard request.method == "POST", request.path == "/", headers["content-type"] == "application/x-amz-json-1.0",
            headers["x-amz-target"] == "DynamoDB_20120810.\(request.operation)"
        else { throw StrictRefusal(code: "UnknownOperationException", "no such operation") }
        guard request.body.count <= 16 << 20 else { throw StrictRefusal("The request is larger than 16 MB") }
    }

    private func perform(
        _ request: AWSRequest,
        _ table: inout StrictTable,
        _ disruption: Disruption?
    ) throws -> [UInt8] {
        var most = Int.max
        if case .process(let count) = disruption { most = count }
        let input = StrictInput(tableName: tableName, body: request.body)
        switch request.operation {
        case "PutItem": return try input.putItem(&table)
        case "GetItem": return try input.getItem(table)
        case "UpdateItem": return try input.updateItem(&table)
        case "Query": return try input.query(table)
        case "BatchWriteItem": return try input.batchWrite(&table, atMost: most)
        case "BatchGetItem": return try input.batchGet(table, atMost: most)
        default: throw StrictRefusal(code: "UnknownOperationException", "this fake has no \(request.operation)")
        }
    }

    private static func error(_ operation: String, _ refusal: StrictRefusal) throws -> AWSError {
        struct Body: Encodable {
            var __type: String
            var message: String
            var Item: StrictItem?
        }
        let type = "com.amazonaws.dynamodb.v20120810#\(refusal.code)"
        let body = try JSONEncoder().encode(Body(__type: type, message: refusal.message, Item: refusal.item))
        return AWSError(
            operation: operation,
            code: refusal.code,
            message: refusal.message,
            status: 400,
            body: [UInt8](body)
        )
    }
}
