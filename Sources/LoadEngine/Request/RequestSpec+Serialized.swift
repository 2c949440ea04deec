import HTTPWire
import LoadPlan

extension RequestSpec {
    func serialized(keepAlive: Bool) throws -> [UInt8] {
        Array(
            "\(method) \(url.requestTarget) HTTP/1.1\r\nHost: \(url.hostHeader)\r\nUser-Agent: loadtester\r\nAccept: */*\r\n\(keepAlive ? "" : "Connection: close\r\n")\r\n"
                .utf8
        ) + body
    }
}
