import Testing

@testable import LoadEngine

@Suite struct ConnectionTests {
    /// With its place in the ring; what `Benchmarks/memory` finds has noise on top, and must stay below 200.
    @Test func anIdleConnectionTakesOneHundredAndSixtyFourBytes() {
        #expect(MemoryLayout<Connection>.stride + MemoryLayout<Int32>.stride <= 164)
    }

    @Test func carriedBytesMayComeFromThemselves() {
        var carry = CarryBuffer()
        let bytes: [UInt8] = [1, 2, 3, 4]
        bytes.withUnsafeBytes { carry.keep($0) }
        if let kept = carry.bytes { carry.keep(UnsafeRawBufferPointer(start: kept + 2, count: 2)) }
        #expect(carry.count == 2)
        #expect(carry.bytes.map { [$0[0], $0[1]] } == [3, 4])
        carry.discard()
        #expect(carry.isEmpty && carry.bytes == nil && carry.count == 0)
    }

    @Test func carriedBytesGrow() {
        var carry = CarryBuffer()
        for byte in UInt8.min...UInt8.max { withUnsafeBytes(of: byte) { carry.append($0) } }
        #expect(carry.count == 256)
        let kept = carry.bytes.map { Array(UnsafeBufferPointer(start: $0, count: carry.count)) }
        #expect(kept == Array(UInt8.min...UInt8.max))
        carry.keep(UnsafeRawBufferPointer(start: nil, count: 0))
        #expect(carry.isEmpty)
    }
}
