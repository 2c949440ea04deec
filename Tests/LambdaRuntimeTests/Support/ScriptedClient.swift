import Synchronization

@testable import LambdaRuntime

/// A runtime API in memory: plays a script, and refuses what the real one refuses.
final class ScriptedClient: RuntimeClient, Sendable {
    /// What a request for the next invocation meets.
    enum Step: Sendable {
        case invocation(Invocation)
        case failure(RuntimeFailure)
    }

    /// What the loop did.
    enum Event: Equatable, Sendable {
        case next
        case response(String, String)
        case error(String, type: String)
        case initializationError(type: String)
    }

    private enum Phase {
        case initializing, idle
        case invoked(String)
    }

    private struct State {
        var script: [Step]
        var phase = Phase.initializing
        var events: [Event] = []
        var violations: [String] = []
    }

    private let state: Mutex<State>
    private let refusals: [String: RuntimeFailure]

    /// - Parameter refusals: by request id, what the delivery of a result meets. It counts as delivered, as with the
    ///   real API.
    init(_ script: [Step], refusals: [String: RuntimeFailure] = [:]) {
        state = Mutex(State(script: script))
        self.refusals = refusals
    }

    var events: [Event] { state.withLock { $0.events } }
    /// Calls in an order that the API does not allow.
    var violations: [String] { state.withLock { $0.violations } }

    /// Nil at the end of the script, as after a request to stop.
    func next() throws(RuntimeFailure) -> Invocation? {
        try state.withLock { state throws(RuntimeFailure) in
            state.events.append(.next)
            if case .invoked(let id) = state.phase { throw Self.violation(&state, "next before an answer to \(id)") }
            guard !state.script.isEmpty else { return nil }
            switch state.script.removeFirst() {
            case .failure(let failure): throw failure
            case .invocation(let invocation):
                state.phase = .invoked(invocation.requestId)
                return invocation
            }
        }
    }

    func respond(to requestId: String, with body: [UInt8]) throws(RuntimeFailure) {
        try answer(requestId, .response(requestId, String(decoding: body, as: UTF8.self)))
    }

    func fail(_ requestId: String, with report: FailureReport) throws(RuntimeFailure) {
        try answer(requestId, .error(requestId, type: report.errorType))
    }

    func failInitialization(with report: FailureReport) throws(RuntimeFailure) {
        try state.withLock { state throws(RuntimeFailure) in
            state.events.append(.initializationError(type: report.errorType))
            guard case .initializing = state.phase else { throw Self.violation(&state, "init error after next") }
        }
    }

    private func answer(_ requestId: String, _ event: Event) throws(RuntimeFailure) {
        try state.withLock { state throws(RuntimeFailure) in
            state.events.append(event)
            guard case .invoked(requestId) = state.phase else {
                throw Self.violation(&state, "answer to \(requestId), which is not under way")
            }
            state.phase = .idle
            if let refusal = refusals[requestId] { throw refusal }
        }
    }

    private static func violation(_ state: inout State, _ what: String) -> RuntimeFailure {
        state.violations.append(what)
        return RuntimeFailure(.containerError, what)
    }
}
