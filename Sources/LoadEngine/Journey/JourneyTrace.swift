/// Follows one virtual user: what is sent, what comes back, and what was made of it. Touched by the loop's thread alone.
final class JourneyTrace {
    /// One request and its outcome.
    struct Exchange: Sendable {
        /// The step's name.
        var step = ""
        /// The request's bytes.
        var request: [UInt8] = []
        /// The response's bytes as they arrived, interim responses and framing included; cut off after a megabyte.
        var response: [UInt8] = []
        /// The content, without framing.
        var content: [UInt8] = []
        var status: UInt16 = 0
        /// Nanoseconds from the send to the last byte, and to the first.
        var duration: Int64 = 0
        var timeToFirstByte: Int64 = 0
        /// The error's label, where there was one.
        var error: String?
        var checks: [(name: String, passed: Bool)] = []
        var captures: [(name: String, value: String)] = []
        /// Captures that found nothing.
        var missing: [String] = []
        /// A redirect was followed to get here.
        var isRedirect = false
    }

    private(set) var exchanges: [Exchange] = []
    private var current = Exchange()
    private let onExchange: (Exchange) -> Void
    private static let longest = 1_048_576

    init(onExchange: @escaping (Exchange) -> Void) {
        self.onExchange = onExchange
    }

    func began(_ step: String, _ request: UnsafeRawBufferPointer, isRedirect: Bool = false) {
        current = Exchange()
        current.step = step
        current.request = Array(request)
        current.isRedirect = isRedirect
    }

    func received(_ bytes: UnsafeRawBufferPointer) {
        guard current.response.count < Self.longest else { return }
        current.response.append(contentsOf: bytes)
    }

    func checked(_ name: String, _ passed: Bool) { current.checks.append((name, passed)) }

    func captured(_ name: String, _ value: String) { current.captures.append((name, value)) }

    func missed(_ name: String) { current.missing.append(name) }

    /// The response is whole.
    func ended(status: UInt16, content: UnsafeRawBufferPointer, duration: Int64, timeToFirstByte: Int64, error: String?)
    {
        current.status = status
        current.content = Array(content.prefix(Self.longest))
        current.duration = duration
        current.timeToFirstByte = timeToFirstByte
        current.error = error
        close()
    }

    /// There was no whole response.
    func failed(_ error: String) {
        current.error = error
        close()
    }

    private func close() {
        exchanges.append(current)
        onExchange(current)
    }
}
