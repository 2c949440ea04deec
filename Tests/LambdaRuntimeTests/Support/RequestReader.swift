import Glibc

/// Reads requests off a connection of ``ScriptedServer``.
struct RequestReader {
    let descriptor: Int32
    let connection: Int
    private var pending: [UInt8] = []

    init(descriptor: Int32, connection: Int) {
        self.descriptor = descriptor
        self.connection = connection
    }

    /// The head of the next request; nil at the end of the connection.
    mutating func head() -> ScriptedServer.Request? {
        let terminator = Array("\r\n\r\n".utf8)
        while true {
            if let end = pending.firstRange(of: terminator)?.upperBound {
                let head = String(decoding: pending[..<end], as: UTF8.self)
                pending.removeFirst(end)
                return ScriptedServer.Request(head: head, connection: connection)
            }
            guard receive() else { return nil }
        }
    }

    /// Reads the body that the head announces; false where the connection ends before.
    mutating func body(_ request: inout ScriptedServer.Request) -> Bool {
        let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
        while pending.count < length {
            guard receive() else { return false }
        }
        request.body = Array(pending.prefix(length))
        pending.removeFirst(length)
        return true
    }

    private mutating func receive() -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { return false }
        pending += chunk.prefix(count)
        return true
    }
}
