/// An adapter does not do what its port promises.
public struct ContractViolation: Error, CustomStringConvertible {
    /// The promise, and what was seen instead.
    public let description: String

    /// Creates a violation.
    public init(_ description: String) {
        self.description = description
    }
}

func require(_ holds: Bool, _ promise: @autoclosure () -> String) throws {
    guard holds else { throw ContractViolation(promise()) }
}

func requireEqual<Value: Equatable>(_ seen: Value, _ wanted: Value, _ promise: @autoclosure () -> String) throws {
    guard seen == wanted else { throw ContractViolation("\(promise()): wanted \(wanted), saw \(seen)") }
}

func requireError(_ promise: String, _ work: () async throws -> Void) async throws {
    do {
        try await work()
    } catch {
        return
    }
    throw ContractViolation("\(promise): no error was thrown")
}
