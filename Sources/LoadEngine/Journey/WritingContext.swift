import LoadPlan

/// Where in a request a value is written, which decides how.
enum WritingContext: UInt8, Sendable {
    /// Where every byte may stand: contents.
    case plain
    /// One path segment or query value: everything but RFC 3986's unreserved characters is percent-encoded.
    case url
    /// A piece of a request's target: what may not stand in one at all is percent-encoded, so that no value can end it.
    case target
    /// A value of `application/x-www-form-urlencoded`.
    case form
    /// Inside a JSON string.
    case json
    /// A header field's value: control characters are left out, so that no value can end it.
    case header

    /// The way that a plan asks for, made safe for the place.
    init(_ escaping: Template.Escaping, in place: Place) {
        self =
            switch (escaping, place) {
            case (.url, _): .url
            case (.form, _): .form
            case (.json, .body): .json
            case (_, .target): .target
            case (_, .header): .header
            case (.header, .body): .header
            case (.none, .body): .plain
            }
    }

    /// The parts of a request that differ in what may stand in them.
    enum Place {
        case target, header, body
    }
}

/// Bytes under construction, in memory that is kept.
struct ByteBuffer: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 4096) {
        self.capacity = max(16, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit {
        base.deallocate()
    }

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    mutating func removeAll() { count = 0 }

    /// Forgets all bytes from `length` on.
    mutating func truncate(to length: Int) { count = min(count, max(0, length)) }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        base[count] = byte
        count &+= 1
    }

    @inline(__always)
    mutating func append(_ source: UnsafeRawBufferPointer) {
        guard let start = source.baseAddress, !source.isEmpty else { return }
        if capacity &- count < source.count { grow(by: source.count) }
        UnsafeMutableRawPointer(base + count).copyMemory(from: start, byteCount: source.count)
        count &+= source.count
    }

    /// Appends `more` bytes that `body` writes.
    mutating func append(count more: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void) {
        if capacity &- count < more { grow(by: more) }
        body(base + count)
        count &+= more
    }

    mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a whole number in decimal digits.
    mutating func append(decimal value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        var digits: (UInt64, UInt64, UInt64) = (0, 0, 0)
        let count = withUnsafeMutableBytes(of: &digits) { digits in
            var index = digits.count
            repeat {
                index &-= 1
                digits[index] = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
                rest /= 10
            } while rest > 0
            return digits.count - index
        }
        withUnsafeBytes(of: &digits) { append(UnsafeRawBufferPointer(rebasing: $0.suffix(count))) }
    }

    private mutating func grow(by more: Int) {
        let larger = max(capacity * 2, count + more)
        let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        copy.update(from: base, count: count)
        base.deallocate()
        base = copy
        capacity = larger
    }
}
