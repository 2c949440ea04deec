import AWSClient
import Glibc
import Synchronization

/// A table whose items lie in a file as the client wrote them, so that what is measured in memory is the reader's. Answers
/// BatchWriteItem and Query as the results' store asks for them, pages of 1 MB included.
final class TableFile: AWSCaller {
    private struct State {
        var places: [Int64: (offset: Int, count: Int)] = [:]
        var sorted: [Int64] = []
        var end = 0
        var units = 0
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    init() throws {
        descriptor = try ScratchFile.open()
    }

    deinit { close(descriptor) }

    var count: Int { state.withLock { $0.places.count } }
    var bytes: Int { state.withLock { $0.end } }
    var writeUnits: Int { state.withLock { $0.units } }

    func call(_ request: AWSRequest) async throws -> AWSResponse {
        let text = request.body
        return request.operation == "Query" ? query(text) : write(text)
    }

    private func write(_ body: [UInt8]) -> AWSResponse {
        let marker = Array(#"{"PutRequest":{"Item":"#.utf8)
        var rest = body[...]
        while let start = rest.range(of: marker)?.upperBound {
            let next = body[start...].range(of: marker)?.lowerBound
            // An item ends before the `}}` that closes its request; `,` or `]` follow.
            let tail = next.map { $0 - 1 } ?? body.count - 3
            store(body[start..<(tail - 2)])
            guard let next else { break }
            rest = body[next...]
        }
        return AWSResponse(status: 200, body: Array(#"{"UnprocessedItems":{}}"#.utf8))
    }

    private func store(_ item: ArraySlice<UInt8>) {
        guard let key = number(after: #""timestamp":{"N":""#, in: item) else { return }
        state.withLock { state in
            let bytes = Array(item)
            pwrite(descriptor, bytes, bytes.count, state.end)
            state.places[key] = (state.end, bytes.count)
            state.end += bytes.count
            state.units += (bytes.count + 1023) / 1024
        }
    }

    private func query(_ body: [UInt8]) -> AWSResponse {
        let first = number(after: #"":first":{"N":""#, in: body[...]) ?? 0
        let last = number(after: #"":last":{"N":""#, in: body[...]) ?? .max
        let start = number(after: #""timestamp":{"N":""#, in: body[...]) ?? .min
        let limit = number(after: #""Limit":"#, in: body[...]).map(Int.init) ?? .max
        let (places, isMore) = places(from: max(first, start == .min ? first : start + 1), through: last, limit: limit)
        let opening = Array(#"{"Items":["#.utf8)
        // The comma before the first item makes way for the bracket.
        var page = [UInt8](unsafeUninitializedCapacity: places.reduce(1024) { $0 + $1.count + 1 }) { buffer, count in
            count = opening.count - 1
            for place in places {
                buffer[count] = UInt8(ascii: ",")
                let item = UnsafeMutableBufferPointer(rebasing: buffer[(count + 1)...])
                count += 1 + max(0, pread(descriptor, item.baseAddress, place.count, place.offset))
            }
            for (index, byte) in opening.enumerated() { buffer[index] = byte }
            count = max(count, opening.count)
        }
        page += "]".utf8
        if isMore, let latest = places.last?.key {
            page += #","LastEvaluatedKey":{"testId":{"S":"fleet"},"timestamp":{"N":"\#(latest)"}}"#.utf8
        }
        page += "}".utf8
        return AWSResponse(status: 200, body: page)
    }

    /// What a page of 1 MB holds, and whether the range goes on.
    private func places(
        from first: Int64,
        through last: Int64,
        limit: Int
    ) -> (places: [(key: Int64, offset: Int, count: Int)], isMore: Bool) {
        state.withLock { state in
            if state.sorted.count != state.places.count { state.sorted = state.places.keys.sorted() }
            var places: [(key: Int64, offset: Int, count: Int)] = []
            var bytes = 0
            var index = state.sorted.partitioningIndex { $0 >= first }
            while index < state.sorted.count, state.sorted[index] <= last {
                guard let place = state.places[state.sorted[index]] else { break }
                if places.count == limit || (bytes > 0 && bytes + place.count > 1 << 20) { return (places, true) }
                places.append((state.sorted[index], place.offset, place.count))
                bytes += place.count
                index += 1
            }
            return (places, false)
        }
    }

    private func number(after marker: String, in text: ArraySlice<UInt8>) -> Int64? {
        guard let start = text.range(of: Array(marker.utf8))?.upperBound else { return nil }
        let digits = text[start...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return Int64(String(decoding: digits, as: UTF8.self))
    }
}

extension Array where Element == Int64 {
    /// The first index whose element satisfies a condition that holds for all later ones too.
    fileprivate func partitioningIndex(where condition: (Int64) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension ArraySlice<UInt8> {
    /// Where `pattern` stands first.
    fileprivate func range(of pattern: [UInt8]) -> Range<Int>? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let first = pattern.first else { return nil }
            var offset = 0
            while offset + pattern.count <= bytes.count,
                let found = memchr(base + offset, Int32(first), bytes.count - pattern.count - offset + 1)
            {
                offset = UnsafeRawPointer(found) - base
                if memcmp(base + offset, pattern, pattern.count) == 0 {
                    return startIndex + offset..<startIndex + offset + pattern.count
                }
                offset += 1
            }
            return nil
        }
    }
}
