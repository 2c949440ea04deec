/// Takes invocations one after the other, runs the handler on the cooperative pool and delivers what comes of it.
///
/// Runs on a thread that may block; the handler never runs on that thread.
struct RuntimeLoop<Client: RuntimeClient> {
    var client: Client
    let handler: LambdaHandler
    let wakeup: Wakeup
    var options = RuntimeOptions()
    /// Epoch milliseconds.
    var now: @Sendable () -> Int64 = WallClock.now
    /// Publishes the trace header of the invocation that begins; nil where it has none.
    var publishTrace: (String?) -> Void = { _ in }
    var log: LambdaLog

    /// Serves until the process is asked to end.
    /// - Throws: ``RuntimeFailure`` where the runtime API is lost, or is in a state without recovery.
    mutating func run() throws(RuntimeFailure) {
        while let invocation = try nextInvocation() {
            publishTrace(invocation.traceId)
            guard let outcome = outcome(of: invocation) else {
                log.with(requestId: invocation.requestId)
                    .warning("The handler did not return in time after SIGTERM; its invocation stays unanswered.")
                return
            }
            try deliver(outcome, of: invocation)
        }
    }

    private mutating func nextInvocation() throws(RuntimeFailure) -> Invocation? {
        var delays = options.retryDelays.makeIterator()
        while !wakeup.stopRequested {
            do throws(RuntimeFailure) {
                return try client.next()
            } catch {
                guard error.isTransient, let delay = delays.next() else { throw error }
                log.warning("No invocation could be asked for: trying again.", error.fields)
                _ = wakeup.wait(until: .now + delay) { wakeup.stopRequested }
            }
        }
        return nil
    }

    /// Runs the handler; cancels its task ahead of the deadline, and at a request to stop.
    /// - Returns: nil where the handler outlived the time that a request to stop leaves it.
    private func outcome(of invocation: Invocation) -> Result<[UInt8], any Error>? {
        let work = BackgroundWork(wakeup) { [handler] in try await handler(invocation) }
        let isDue = { work.result != nil || wakeup.stopRequested }
        let time = invocation.remaining(by: now) - options.cancellationMargin
        if !wakeup.wait(until: .now + max(time, .zero), for: isDue) {
            log.with(requestId: invocation.requestId)
                .warning("The deadline is near: the handler's task was cancelled.")
            work.cancel()
            _ = wakeup.wait(until: nil, for: isDue)
        }
        if work.result == nil {
            work.cancel()
            _ = wakeup.wait(until: .now + options.handlerGrace) { work.result != nil }
        }
        return work.result
    }

    /// A result that cannot be delivered is logged. Only a state without recovery is thrown: for any other, the next
    /// request shows whether the API is still there.
    private mutating func deliver(_ outcome: Result<[UInt8], any Error>, of invocation: Invocation)
        throws(RuntimeFailure)
    {
        let log = log.with(requestId: invocation.requestId)
        do throws(RuntimeFailure) {
            switch outcome {
            case .success(let body) where body.count <= options.responseLimit:
                try client.respond(to: invocation.requestId, with: body)
            case .success(let body):
                let report = FailureReport(responseSize: body.count, limit: options.responseLimit)
                log.error("The response is too large.", ["bytes": .integer(body.count)])
                try client.fail(invocation.requestId, with: report)
            case .failure(let error):
                let report = FailureReport(error)
                log.error("The handler failed.", report.fields)
                try client.fail(invocation.requestId, with: report)
            }
        } catch {
            guard error.allowsNextInvocation else { throw error }
            log.error("The result could not be delivered.", error.fields)
        }
    }
}

extension RuntimeFailure {
    /// As it goes into a log line.
    var fields: [String: LogValue] { ["code": .text(label), "reason": .text(message)] }
}
