import Testing

@testable import LoadEngine

@Suite struct ConnectionTests {
    /// The figure in docs/performance.md: at most 200 bytes per idle plain connection, ring and timer included.
    @Test func anIdleConnectionFitsIntoTwoHundredBytes() {
        #expect(MemoryLayout<Connection>.stride + MemoryLayout<Int32>.stride <= 200)
    }

    @Test func carriedBytesMayComeFromThemselves() {
        var carry = CarryBuffer()
        let bytes: [UInt8] = [1, 2, 3, 4]
        bytes.withUnsafeBytes { carry.keep($0) }
        if let kept = carry.bytes { carry.keep(UnsafeRawBufferPointer(start: kept + 2, count: 2)) }
        #expect(carry.count == 2)
        #expect(carry.bytes.map { [$0[0], $0[1]] } == [3, 4])
        carry.discard()
        #expect(carry.isEmpty && carry.bytes == nil)
    }
}
