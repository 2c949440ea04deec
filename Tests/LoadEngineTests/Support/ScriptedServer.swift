import CLinux
import Glibc
import Synchronization

@testable import LoadEngine

/// A small blocking HTTP server on loopback: a thread per connection, answers by script.
final class ScriptedServer: Sendable {
    /// One request as the server read it.
    struct Request: Sendable {
        var head: String
        var bodyCount: Int
        /// Position of the request on its connection, from 0.
        var position: Int

        /// The request line's target.
        var target: String { String(head.split(separator: " ").dropFirst().first ?? "") }
    }

    /// What to do about a request.
    enum Answer: Sendable {
        /// Write these pieces, each by itself.
        case pieces([[UInt8]])
        /// The same, and close afterwards.
        case last([UInt8])
        /// Reset the connection.
        case reset
        /// Say nothing; hold the connection.
        case silence

        static func text(_ text: String) -> Answer { .pieces([Array(text.utf8)]) }
        static let ok = text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    }

    let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[Request]>([])
    private let accepted = Mutex(0)
    private let script: @Sendable (Request) -> Answer
    /// Milliseconds between two reads of a request's body.
    private let readPause: UInt32

    init(
        address: String = "127.0.0.1",
        port: UInt16 = 0,
        readPause: UInt32 = 0,
        _ script: @escaping @Sendable (Request) -> Answer
    ) throws {
        self.script = script
        self.readPause = readPause
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var on: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        inet_pton(AF_INET, address, &name.sin_addr)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard bind(listener, address, length) == 0, listen(listener, 1024) == 0 else { return false }
                return getsockname(listener, address, &length) == 0
            }
        }
        guard bound else { throw EngineError(.address, "no port for the test's server") }
        self.listener = listener
        self.port = UInt16(bigEndian: name.sin_port)
        try NativeThread.start { [self] in
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                accepted.withLock { $0 += 1 }
                try? NativeThread.start { self.serve(connection) }
            }
            close(listener)
        }
    }

    /// The requests so far, in order of arrival.
    var requests: [Request] { seen.withLock { $0 } }

    /// How many connections were accepted so far, in their order of arrival.
    var connections: Int { accepted.withLock { $0 } }

    func stop() {
        // The accepting thread closes it: closed here, its number could be another server's by the next accept.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        var pending: [UInt8] = []
        for position in 0... {
            guard let request = read(connection, &pending, position: position) else { return }
            seen.withLock { $0.append(request) }
            switch script(request) {
            case .pieces(let pieces):
                for piece in pieces where !write(connection, piece) { return }
            case .last(let bytes):
                _ = write(connection, bytes)
                return
            case .reset:
                _ = clinux_linger_zero(connection)
                return
            case .silence:
                var byte: UInt8 = 0
                while recv(connection, &byte, 1, 0) > 0 {}
                return
            }
        }
    }

    private func write(_ connection: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func read(_ connection: Int32, _ pending: inout [UInt8], position: Int) -> Request? {
        var chunk = [UInt8](repeating: 0, count: 16_384)
        let terminator = Array("\r\n\r\n".utf8)
        var headEnd: Int?
        while true {
            if headEnd == nil { headEnd = pending.firstRange(of: terminator)?.upperBound }
            if let headEnd {
                let head = String(decoding: pending[..<headEnd], as: UTF8.self)
                let length =
                    head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
                    .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) } ?? 0
                if pending.count >= headEnd + length {
                    pending.removeFirst(headEnd + length)
                    return Request(head: head, bodyCount: length, position: position)
                }
            }
            if readPause > 0 { usleep(readPause * 1000) }
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            pending += chunk.prefix(count)
        }
    }
}
