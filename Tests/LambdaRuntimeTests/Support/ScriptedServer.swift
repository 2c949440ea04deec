import Glibc
import Synchronization

@testable import LambdaRuntime

/// A small blocking HTTP server on loopback: a thread per connection, answers by script.
final class ScriptedServer: Sendable {
    /// One request as the server read it.
    struct Request: Equatable, Sendable {
        var head: String
        var body: [UInt8] = []
        /// Number of the connection, from 0.
        var connection: Int

        /// Method and target.
        var line: String { String(head.split(separator: "\r\n").first?.split(separator: " HTTP").first ?? "") }
        var text: String { String(decoding: body, as: UTF8.self) }

        /// The value of a header field; its name in any letter case.
        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }
    }

    /// What to do about a request.
    enum Answer: Sendable {
        /// Write these pieces, each by itself.
        case pieces([[UInt8]])
        /// The same, and close afterwards.
        case last([UInt8])
        /// Say nothing; hold the connection.
        case silence

        static func text(_ text: String) -> Answer { .pieces([Array(text.utf8)]) }
        static let accepted = text("HTTP/1.1 202 Accepted\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n")
    }

    let endpoint: RuntimeEndpoint
    private let listener: Int32
    private let seen = Mutex<[Request]>([])
    private let refusal: (bytes: [UInt8], holds: Bool)?
    private let script: @Sendable (Request) -> Answer

    /// - Parameter refusal: written after each head, whose body is then never read. The connection is reset at once, or
    ///   held until the client lets go of it.
    init(refusal: (bytes: [UInt8], holds: Bool)? = nil, _ script: @escaping @Sendable (Request) -> Answer) throws {
        self.refusal = refusal
        self.script = script
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let port = bindToLoopback(listener)
        guard port > 0, listen(listener, 16) == 0, let endpoint = RuntimeEndpoint("127.0.0.1:\(port)") else {
            throw RuntimeFailure(.system, "no port for the test's server")
        }
        self.endpoint = endpoint
        startThread { [self] in
            var count = 0
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                let number = count
                count += 1
                startThread { self.serve(connection, number) }
            }
            close(listener)
        }
    }

    /// The requests that were read whole so far, in order of arrival.
    var requests: [Request] { seen.withLock { $0 } }

    /// Takes no further connection.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func serve(_ descriptor: Int32, _ number: Int) {
        defer { close(descriptor) }
        var reader = RequestReader(descriptor: descriptor, connection: number)
        while var request = reader.head() {
            if let refusal {
                _ = write(descriptor, refusal.bytes)
                guard refusal.holds else { return }
                // POLLRDHUP, which Swift's module of glibc lacks: the peer closed, with data left unread.
                var poll = pollfd(fd: descriptor, events: 0x2000, revents: 0)
                Glibc.poll(&poll, 1, -1)
                return
            }
            guard reader.body(&request) else { return }
            seen.withLock { $0.append(request) }
            switch script(request) {
            case .pieces(let pieces):
                for piece in pieces where !write(descriptor, piece) { return }
            case .last(let bytes):
                _ = write(descriptor, bytes)
                return
            case .silence:
                var byte: UInt8 = 0
                while recv(descriptor, &byte, 1, 0) > 0 {}
                return
            }
        }
    }

    private func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}

/// Binds a socket to any free port of 127.0.0.1. 0 where there is none.
func bindToLoopback(_ descriptor: Int32) -> UInt16 {
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &name.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &name) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
        }
    }
    return bound ? UInt16(bigEndian: name.sin_port) : 0
}
