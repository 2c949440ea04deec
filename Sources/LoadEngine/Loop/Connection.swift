import Glibc
import HTTPWire

/// A virtual user and the connection it sends on. Plain memory, 160 bytes per virtual user, no references that are counted;
/// members are in the order in which they leave no gaps.
struct Connection {
    /// Where it is between one request and the next.
    enum State: UInt8 {
        /// No request; the connection is open or not.
        case idle
        /// No request until its timer ends: the target refused the last connection.
        case pausing
        /// Waits for the addresses of a redirect's host.
        case resolving
        case connecting
        /// The proxy was asked for a tunnel.
        case tunnelling
        case handshaking
        /// The request is written, or being written.
        case awaiting
    }

    var descriptor: Int32 = -1
    var state = State.idle
    /// The connection has carried a response before this request.
    var isReused = false
    /// Bytes wait for the socket to take them.
    var isBlocked = false
    /// Distinguishes events of this connection from those of an earlier one in the same place.
    var generation: UInt8 = 0
    var redirects: UInt8 = 0
    /// Addresses tried for this request.
    var attempts: UInt8 = 0
    /// Index into the loop's origins of the host it is connected to.
    var origin: UInt16 = 0
    /// The origin's address set to which the connection was made.
    var addressVersion: UInt32 = 0
    /// Where the request under way is counted.
    var endpoint: Int32 = 0
    /// The timer wheel's links; see `TimerWheel`.
    var previousTimer: Int32 = -1
    var nextTimer: Int32 = -1
    var addressIndex: UInt16 = 0

    /// When the request was due, CLOCK_MONOTONIC nanoseconds as all times here.
    var intended: Int64 = 0
    /// When its first byte was written.
    var sentAt: Int64 = 0
    /// When the first byte of the response arrived, 0 before.
    var firstByteAt: Int64 = 0
    /// When the connection, or the TLS handshake, was begun.
    var phaseStart: Int64 = 0
    /// Since when the virtual user has had nothing to do.
    var freeSince: Int64 = 0

    /// Bytes of the request that were written.
    var written = 0
    /// Bytes of the response that earlier reads brought, where something looks at outcomes one by one.
    var received = 0
    var parser: ResponseParser
    /// A line of the response that arrived in part.
    var carry = CarryBuffer()
    /// Ciphertext that the socket did not take yet.
    var unsent = CarryBuffer()
    /// TLS of this connection, where it has any.
    var tls: TLSSession?

    /// When its time is up, where the timer wheel has it.
    var deadline: Int64 = 0

    init(parser: ResponseParser) {
        self.parser = parser
    }

    var isOpen: Bool { descriptor >= 0 }
}

/// Bytes kept between two reads or writes; memory only while there are any, and one word of it while there are none.
struct CarryBuffer {
    /// The count, an `Int`, and behind it the bytes.
    private var block: UnsafeMutableRawPointer?
    private static let head = MemoryLayout<Int>.size

    var isEmpty: Bool { block == nil }

    var count: Int { block?.load(as: Int.self) ?? 0 }

    var bytes: UnsafeMutablePointer<UInt8>? {
        block.map { ($0 + Self.head).assumingMemoryBound(to: UInt8.self) }
    }

    /// Keeps a copy of `source` instead of what was kept before. `source` may lie in the kept bytes.
    mutating func keep(_ source: UnsafeRawBufferPointer) {
        var copy = CarryBuffer()
        copy.append(source)
        discard()
        block = copy.block
    }

    /// Keeps `source` behind what is kept. `source` must not lie in the kept bytes.
    mutating func append(_ source: UnsafeRawBufferPointer) {
        let kept = count
        guard let base = source.baseAddress, !source.isEmpty,
            let larger = realloc(block, Self.head &+ kept &+ source.count)
        else { return }
        larger.storeBytes(of: kept &+ source.count, as: Int.self)
        (larger + Self.head + kept).copyMemory(from: base, byteCount: source.count)
        block = larger
    }

    mutating func discard() {
        free(block)
        block = nil
    }
}
