/// TLS as an event loop needs it: bytes in, bytes out, no sockets. One type conforms; this is all that the loop knows
/// of TLS, and what another library would have to provide.
///
/// A channel is a bare handle that is freed by hand, so that connections stay plain memory. The buffers belong to
/// the loop and are shared by all its channels: `received` must be used up before the next call on another channel.
protocol TLSChannel {
    /// Continues the handshake with the bytes received since.
    func handshake() -> TLSHandshakeResult
    /// Encrypts `bytes` to the loop's output. False when the connection is broken.
    func write(_ bytes: UnsafeRawBufferPointer) -> Bool
    /// Decrypts at most `capacity` bytes of what was received.
    func read(into buffer: UnsafeMutableRawPointer, capacity: Int) -> TLSReadResult
    /// Frees the channel. It must not be used again.
    func free()
}

/// Where a handshake stands.
enum TLSHandshakeResult {
    case done
    case needsInput
    case failed
    /// The peer's certificate is not trusted, expired, or for another name.
    case untrusted
    /// The peer does not accept this side's certificate, or asked for one in vain.
    case refused
}

/// The outcome of a read.
enum TLSReadResult {
    case bytes(Int)
    case needsInput
    case closed
    case failed
    /// As of a handshake; in TLS 1.3 the peer says so only afterwards (RFC 8446, section 4.4.2.4).
    case refused
}
