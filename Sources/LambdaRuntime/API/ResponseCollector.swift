internal import HTTPWire

/// Gathers one response from bytes as they arrive.
struct ResponseCollector {
    /// Lambda's payloads have at most 6 MiB: what is far above is not from Lambda, and must not fill the memory.
    static let defaultBodyLimit = 16 * 1024 * 1024

    private var parser = ResponseParser(options: [.reportsHeaders, .reportsBody])
    private var pending: [UInt8] = []
    private var collected = RuntimeResponse()
    private let bodyLimit: Int

    init(bodyLimit: Int = Self.defaultBodyLimit) {
        self.bodyLimit = bodyLimit
    }

    /// Whether anything of the response was seen.
    var hasStarted: Bool { parser.hasStarted }

    /// Whether the connection may carry another response after this one: the peer keeps it, and sent no byte too many.
    var keepsConnection: Bool { parser.keepsAlive && pending.isEmpty }

    /// Takes in what arrived.
    /// - Returns: the response once it is whole.
    /// - Throws: ``RuntimeFailure`` `invalidResponse`.
    mutating func take(_ bytes: ArraySlice<UInt8>) throws(RuntimeFailure) -> RuntimeResponse? {
        let input = pending + bytes
        var offset = 0
        defer { pending = Array(input[offset...]) }
        while true {
            let start = offset
            let step = input[start...].withUnsafeBytes { parser.parse($0) }
            offset += step.consumed
            let text = { (range: Range<Int>) in
                String(decoding: input[(start + range.lowerBound)..<(start + range.upperBound)], as: UTF8.self)
            }
            switch step.event {
            case .needsMore: return nil
            case .header(let name, let value):
                let name = text(name).lowercased()
                if collected.headers[name] == nil { collected.headers[name] = text(value) }
            case .body(let range):
                guard collected.body.count + range.count <= bodyLimit else {
                    throw RuntimeFailure(.invalidResponse, "The runtime API sent more than \(bodyLimit) bytes.")
                }
                collected.body += input[(start + range.lowerBound)..<(start + range.upperBound)]
            case .complete: return whole
            case .failed(let failure): throw Self.invalid(failure)
            }
        }
    }

    /// The connection ended.
    /// - Returns: the response where its end is the end of the connection.
    /// - Throws: ``RuntimeFailure`` `connectionLost` where it is cut off.
    mutating func finish() throws(RuntimeFailure) -> RuntimeResponse {
        switch parser.finish() {
        case .complete: return whole
        case .failed(let failure) where failure != .closedEarly: throw Self.invalid(failure)
        default:
            throw RuntimeFailure(
                .connectionLost,
                "The runtime API closed the connection before its response was whole."
            )
        }
    }

    private var whole: RuntimeResponse {
        var response = collected
        response.status = parser.status
        return response
    }

    private static func invalid(_ failure: ResponseFailure) -> RuntimeFailure {
        RuntimeFailure(.invalidResponse, "The runtime API sent what is no HTTP response (\(failure.label)).")
    }
}
