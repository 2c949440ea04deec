import Glibc
import Testing

@testable import DemoTarget

@Suite("The demo target over real sockets")
struct DemoTargetTests {
    @Test("it answers two requests on one connection with a small JSON document")
    func keepAlive() async throws {
        let target = try await DemoTarget.start(median: 0.001)
        let client = try #require(LoopbackClient(url: target.url))
        for _ in 0..<2 {
            let response = client.exchange("GET / HTTP/1.1\r\nHost: demo\r\n\r\n")
            #expect(response.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(response.contains("application/json"))
            #expect(response.hasSuffix("}\n"))
        }
        await target.stop()
    }

    @Test("it closes the connection where the client asks for that, and answers a request with a body")
    func close() async throws {
        let target = try await DemoTarget.start(median: 0.001)
        let client = try #require(LoopbackClient(url: target.url))
        let request = "POST / HTTP/1.1\r\nHost: demo\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi"
        #expect(client.exchange(request).lowercased().contains("connection: close"))
        #expect(client.read() == "")
        await target.stop()
    }

    @Test("a response is never early")
    func holds() async throws {
        let target = try await DemoTarget.start(median: 0.05, sigma: 0)
        let client = try #require(LoopbackClient(url: target.url))
        let elapsed = ContinuousClock().measure { _ = client.exchange("GET / HTTP/1.1\r\nHost: demo\r\n\r\n") }
        #expect(elapsed >= .milliseconds(50))
        await target.stop()
    }

    @Test("garbage ends its connection only, and a stopped target is not reachable")
    func garbageAndStop() async throws {
        let target = try await DemoTarget.start(median: 0.001)
        let bad = try #require(LoopbackClient(url: target.url))
        bad.send("\u{0}\u{1}garbage\r\n\r\n")
        while !bad.read().isEmpty {}
        let good = try #require(LoopbackClient(url: target.url))
        #expect(good.exchange("GET / HTTP/1.1\r\nHost: demo\r\n\r\n").contains("200 OK"))
        await target.stop()
        await target.stop()
        #expect(LoopbackClient(url: target.url) == nil)
    }
}

/// A blocking client on one connection to 127.0.0.1.
private final class LoopbackClient {
    private let descriptor: Int32

    init?(url: String) {
        guard let port = url.split(separator: ":").last.flatMap({ UInt16($0.dropLast()) }) else { return nil }
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { return nil }
    }

    deinit { Glibc.close(descriptor) }

    func send(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }

    /// What arrives next; empty at the end.
    func read() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
    }

    func exchange(_ request: String) -> String {
        send(request)
        var response = ""
        while !response.hasSuffix("}\n") {
            let next = read()
            if next.isEmpty { break }
            response += next
        }
        return response
    }
}
