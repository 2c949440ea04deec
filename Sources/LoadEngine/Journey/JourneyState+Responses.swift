import JSONPath
import LoadPlan

/// A whole response, as checks and captures see it.
struct ResponseView {
    var status: UInt16
    var content: UnsafeRawBufferPointer
    /// The content is longer than what is kept.
    var isTooLarge = false
    /// Bytes of the content.
    var size: UInt64
    /// From the send to the last byte.
    var nanoseconds: Int64
}

extension JourneyState {
    /// What the checks and captures of a response came to.
    struct Verdict {
        /// A check that fails the request did not hold.
        var checkFailed = false
        /// A capture has no value: the iteration cannot go on.
        var captureMissing = false
        /// A check or capture needed a content that is too long to be kept.
        var bodyTooLarge = false

        /// The one that says most, where there are several.
        var error: ErrorKind? {
            bodyTooLarge ? .bodyTooLarge : captureMissing ? .captureMissing : checkFailed ? .checkFailed : nil
        }

        var isFailed: Bool { checkFailed || captureMissing || bodyTooLarge }
    }

    /// One value of a response.
    private enum Value {
        case missing
        case number(Double)
        case text
    }

    /// Applies the request's checks and captures, and counts the checks.
    func judge(_ user: Int, _ request: CompiledRequest, _ response: ResponseView) -> Verdict {
        var verdict = Verdict()
        users[user].lastStatus = response.status
        guard !request.checks.isEmpty || !request.captures.isEmpty else { return verdict }
        let hasBody = !response.isTooLarge
        if request.flags.contains(.readsBody), !hasBody { verdict.bodyTooLarge = true }
        let hasJSON = request.flags.contains(.readsJSON) && hasBody && document.read(response.content)
        let window = statistics + request.endpoint
        for index in request.checks {
            let check = parts.checks[index]
            if verdict.bodyTooLarge, check.source.readsBody { continue }
            let value = find(check.source, user, response, hasJSON: hasJSON)
            let holds = holds(check.predicate, value, user)
            window.pointee.count(check: check.counter, passed: holds)
            trace?.checked(check.name, holds)
            if !holds, check.failsRequest { verdict.checkFailed = true }
        }
        for index in request.captures {
            let capture = parts.captures[index]
            if verdict.bodyTooLarge, capture.source.readsBody, capture.fallback == nil {
                verdict.captureMissing = true
                continue
            }
            if !keep(capture, user, find(capture.source, user, response, hasJSON: hasJSON)) {
                trace?.missed(parts.slots[capture.slot])
                verdict.captureMissing = true
            }
        }
        return verdict
    }

    private func keep(_ capture: CompiledCapture, _ user: Int, _ value: Value) -> Bool {
        let slot = slots + (user * parts.slots.count + capture.slot)
        switch value {
        case .text: slot.pointee.set(scratch.bytes)
        case .number(let number):
            scratch.removeAll()
            scratch.append(decimal: Int(number))
            slot.pointee.set(scratch.bytes)
        case .missing:
            guard let fallback = capture.fallback else {
                slot.pointee.clear()
                return false
            }
            fallback.withUnsafeBytes { slot.pointee.set($0) }
        }
        if let trace, let bytes = slot.pointee.bytes {
            trace.captured(parts.slots[capture.slot], String(decoding: bytes, as: UTF8.self))
        }
        return true
    }

    /// Finds a value; a text is left in `scratch`.
    private func find(_ source: CompiledSource, _ user: Int, _ response: ResponseView, hasJSON: Bool) -> Value {
        scratch.removeAll()
        switch source {
        case .status: return .number(Double(response.status))
        case .size: return .number(Double(response.size))
        case .time: return .number((Double(response.nanoseconds) / 1e6).rounded())
        case .body:
            scratch.append(response.content)
            return .text
        case .header(let name):
            guard let field = users[user].headers.first(where: { $0.name == name }) else { return .missing }
            field.value.withUnsafeBytes { scratch.append($0) }
            return .text
        case .cookie(let name):
            guard let cookie = users[user].jar.cookies.last(where: { $0.name == name }) else { return .missing }
            cookie.value.withUnsafeBytes { scratch.append($0) }
            return .text
        case .jsonPath(let path):
            guard hasJSON, let node = parts.paths[path].first(in: document) else { return .missing }
            document.withText(of: node) { scratch.append($0) }
            return .text
        case .pattern(let pattern, let group):
            guard let groups = parts.patterns[pattern].firstMatch(in: response.content), let range = groups[group]
            else {
                return .missing
            }
            scratch.append(UnsafeRawBufferPointer(rebasing: response.content[range]))
            return .text
        }
    }

    private func holds(_ predicate: CompiledPredicate, _ value: Value, _ user: Int) -> Bool {
        switch value {
        case .missing: Self.holdsOfNothing(predicate)
        case .number(let number): holds(predicate, number: number, user)
        case .text: holds(predicate, text: scratch.bytes, user)
        }
    }

    func holds(_ condition: CompiledCondition, _ user: Int) -> Bool {
        guard let value = condition.value else {
            return holds(condition.predicate, number: Double(users[user].lastStatus), user)
        }
        return withText(value, user) { text in
            guard let text else { return Self.holdsOfNothing(condition.predicate) }
            return holds(condition.predicate, text: text, user)
        }
    }

    /// What holds of a value that is not there.
    private static func holdsOfNothing(_ predicate: CompiledPredicate) -> Bool {
        switch predicate {
        case .isMissing, .differs: true
        default: false
        }
    }
}

extension CompiledSource {
    /// The content of the response is needed.
    var readsBody: Bool {
        switch self {
        case .body, .jsonPath, .pattern: true
        default: false
        }
    }
}
