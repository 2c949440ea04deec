import Glibc
import LoadPlan

extension JourneyState {
    /// Writes the user's request into `output`. False where a value is missing.
    func write(_ request: CompiledRequest, _ user: Int) -> Bool {
        outputOwner = user
        output.removeAll()
        body.removeAll()
        // The content comes first: the head tells its length.
        guard write(request.body, user, request, isBody: true), write(request.head, user, request, isBody: false) else {
            return false
        }
        output.append(body.bytes)
        if !request.flags.contains(.hasConstantPath) { users[user].path.set(path(of: request)) }
        return true
    }

    /// The path, without the query, of the request in `output`.
    private func path(of request: CompiledRequest) -> UnsafeRawBufferPointer {
        let rest = UnsafeRawBufferPointer(rebasing: output.bytes.dropFirst(Int(request.targetStart)))
        let end = rest.firstIndex { $0 == 0x20 || $0 == UInt8(ascii: "?") } ?? rest.count
        return UnsafeRawBufferPointer(rebasing: rest[..<end])
    }

    private func write(_ range: FragmentRange, _ user: Int, _ request: CompiledRequest, isBody: Bool) -> Bool {
        var encoding = 0
        for index in Int(range.start)..<Int(range.end) {
            let fragment = parts.fragments[index]
            switch fragment.kind {
            case .contentLength: output.append(decimal: body.count)
            case .cookies:
                guard !users[user].jar.isEmpty else { continue }
                let origin = Int(fragment.index)
                users[user].jar.append(
                    to: &output,
                    host: hosts[origin],
                    path: path(of: request),
                    isSecure: parts.origins[origin].scheme == .https,
                    now: wallSeconds
                )
            case .beginEncoding: encoding = output.count
            case .endEncoding: output.encodeBase64(from: encoding)
            case .traceparent:
                output.append(count: TraceIdentity.valueLength) { tracer?.begin(user, writingTo: $0) }
            case .signature: guard sign(Int(fragment.index), user) else { return false }
            default:
                let isWritten = isBody ? write(fragment, user, to: &body) : write(fragment, user, to: &output)
                guard isWritten else { return false }
            }
        }
        return true
    }

    /// Writes one value or text. False where there is none.
    private func write(_ fragment: Fragment, _ user: Int, to buffer: inout ByteBuffer) -> Bool {
        switch fragment.kind {
        case .text:
            parts.text.withUnsafeBytes { text in
                let start = Int(fragment.index)
                buffer.append(UnsafeRawBufferPointer(rebasing: text[start..<start + Int(fragment.count)]))
            }
            return true
        case .slot:
            guard let value = slots[user * parts.slots.count + Int(fragment.index)].bytes else { return false }
            buffer.append(value, in: fragment.context)
            return true
        case .column:
            let set = Int(fragment.index)
            let row = rows[user * dataSets.count + set]
            var found = false
            dataSets[set].withValue(column: Int(fragment.count), row: row) { value in
                guard let value else { return }
                found = true
                buffer.append(value, in: fragment.context)
            }
            return found
        case .generator:
            made.removeAll()
            make(parts.generators[Int(fragment.index)], user)
            buffer.append(made.bytes, in: fragment.context)
            return true
        default: return true
        }
    }

    /// Calls `body` with what a template says; nil where a value is missing.
    func withText<Result>(_ range: FragmentRange, _ user: Int, _ body: (UnsafeRawBufferPointer?) -> Result) -> Result {
        if range.end == range.start + 1, case let only = parts.fragments[Int(range.start)] {
            // One text, or one captured value, is there already.
            if only.kind == .text {
                return parts.text.withUnsafeBytes { text in
                    body(UnsafeRawBufferPointer(rebasing: text[Int(only.index)..<Int(only.index + only.count)]))
                }
            }
            if only.kind == .slot { return body(slots[user * parts.slots.count + Int(only.index)].bytes) }
        }
        var buffer = ByteBuffer(capacity: 256)
        for index in Int(range.start)..<Int(range.end) {
            guard write(parts.fragments[index], user, to: &buffer) else { return body(nil) }
        }
        return body(buffer.bytes)
    }

    /// Seconds since the Unix epoch.
    var wallSeconds: Int64 { (MonotonicClock.now() &+ wallOffset) / 1_000_000_000 }
}
