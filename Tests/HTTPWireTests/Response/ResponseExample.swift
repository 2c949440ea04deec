import HTTPWire
import Testing

/// One response by hand, and what has to come of it.
struct ResponseExample: CustomTestStringConvertible, Sendable {
    var name: String
    var input: String
    var status: UInt16 = 200
    var body = ""
    var keepsAlive = true
    var failure: ResponseFailure?
    var isComplete = true
    var options: ResponseParser.Options = []

    var testDescription: String { name }

    static func valid(_ name: String, _ input: String, status: UInt16 = 200, body: String = "") -> ResponseExample {
        ResponseExample(name: name, input: input, status: status, body: body)
    }

    static func closing(_ name: String, _ input: String, status: UInt16 = 200, body: String = "") -> ResponseExample {
        ResponseExample(name: name, input: input, status: status, body: body, keepsAlive: false)
    }

    static func untilClose(_ name: String, _ input: String, body: String = "") -> ResponseExample {
        ResponseExample(name: name, input: input, body: body, keepsAlive: false, isComplete: false)
    }

    static func failing(_ failure: ResponseFailure, _ input: String) -> ResponseExample {
        ResponseExample(name: "\(failure): \(input.debugDescription)", input: input, failure: failure)
    }

    static func head(_ name: String, _ input: String, status: UInt16 = 200) -> ResponseExample {
        ResponseExample(name: name, input: input, status: status, options: .headRequest)
    }

    /// Everything the suites run through.
    static let all = framed + refused

    static let chunkedHead = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
}
