/// The trace ids of an event loop's requests under way, one per virtual user. Copies share their memory, which the loop gives back.
struct RequestTracer {
    private let source: UnsafeMutablePointer<TraceSource>
    private let identities: UnsafeMutablePointer<TraceIdentity>

    init(_ source: TraceSource, users: Int) {
        self.source = .allocate(capacity: 1)
        self.source.initialize(to: source)
        identities = .allocate(capacity: max(1, users))
        identities.initialize(repeating: TraceIdentity(), count: users)
    }

    /// The ids of the user's request under way.
    subscript(user: Int) -> TraceIdentity { identities[user] }

    /// Gives the user's next request its ids, and writes the field's value.
    func begin(_ user: Int, writingTo target: UnsafeMutablePointer<UInt8>) {
        identities[user] = source.pointee.next()
        identities[user].write(to: target)
    }

    /// Writes the value again: the bytes in its place are another request's by now.
    func write(_ user: Int, to target: UnsafeMutablePointer<UInt8>) {
        identities[user].write(to: target)
    }

    /// The field's value for the next hop of the user's request: a further span of the same trace.
    func hop(_ user: Int) -> String {
        identities[user].span = source.pointee.nextSpan()
        return identities[user].value
    }

    /// Gives the memory back, of all copies.
    func deallocate() {
        source.deallocate()
        identities.deallocate()
    }
}
