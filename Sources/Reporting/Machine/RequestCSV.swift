public import Measurement

/// Requests one by one as comma-separated values: UTF-8, lines end with CR LF (RFC 4180), whole microseconds. Formatting a record
/// takes no memory; names of endpoints are looked up, and are none of a spreadsheet's formulas.
public struct RequestCSV: Sendable {
    /// The first line. `response_us` counts from `intended_us`, `service_us` and `first_byte_us` from `sent_us`; where `status` is
    /// empty no whole response arrived, and both end with the error.
    public static let header = Array(
        "intended_us,sent_us,response_us,service_us,first_byte_us,endpoint,status,error,bytes_received,task,trace_id\r\n"
            .utf8
    )
    /// Bytes of a row beside its names: eight numbers of up to 20 digits, a trace id, separators.
    private static let figures = 256

    private let endpoints: [[UInt8]]
    private let errors: [[UInt8]]
    private let task: Int64
    private let wallOffset: Int64
    private let longestRow: Int

    /// - Parameter task: index of the task whose records these are.
    public init(_ legend: RecordLegend, task: Int) {
        endpoints = legend.endpoints.map { Array(CSVText.cell($0).utf8) }
        errors = legend.errors.map { Array(CSVText.cell($0).utf8) }
        self.task = Int64(task)
        wallOffset = legend.wallOffset
        longestRow =
            Self.figures + (endpoints.map(\.count).max() ?? 0) + (errors.map(\.count).max() ?? 0)
    }

    /// Appends a row for each record.
    public func append(_ records: UnsafeBufferPointer<RequestRecord>, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longestRow) { row in
            guard let base = row.baseAddress else { return }
            for record in records {
                let count = write(record, to: base)
                bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
            }
        }
    }

    private func write(_ record: RequestRecord, to row: UnsafeMutablePointer<UInt8>) -> Int {
        var line = Line(start: row)
        line.add((record.intended &+ wallOffset) / 1000)
        line.add((record.sent &+ wallOffset) / 1000)
        line.add(Self.microseconds(record.end &- record.intended))
        line.add(Self.microseconds(record.end &- record.sent))
        if record.firstByte != 0 { line.put(Self.microseconds(record.firstByte &- record.sent)) }
        line.separate()
        line.add(endpoints, Int(record.endpoint))
        if record.status > 0 { line.put(Int64(record.status)) }
        line.separate()
        line.add(errors, Int(record.error))
        line.add(record.bytesReceived)
        line.add(task)
        if record.traceHigh | record.traceLow != 0 {
            line.put(hexadecimal: record.traceHigh)
            line.put(hexadecimal: record.traceLow)
        }
        return line.end()
    }

    /// Rounded to the nearest as the histograms round, and never negative.
    private static func microseconds(_ nanoseconds: Int64) -> Int64 { (max(0, nanoseconds) &+ 500) / 1000 }
}

/// A row under construction in memory that holds the longest.
private struct Line {
    private let start: UnsafeMutablePointer<UInt8>
    private var next: UnsafeMutablePointer<UInt8>

    init(start: UnsafeMutablePointer<UInt8>) {
        self.start = start
        next = start
    }

    mutating func add(_ number: Int64) {
        put(number)
        separate()
    }

    /// The name at a position; nothing where there is none.
    mutating func add(_ names: [[UInt8]], _ position: Int) {
        if position >= 0, position < names.count {
            names[position].withUnsafeBufferPointer { name in
                guard let base = name.baseAddress else { return }
                next.update(from: base, count: name.count)
                next += name.count
            }
        }
        separate()
    }

    mutating func separate() { put(byte: UInt8(ascii: ",")) }

    mutating func put(_ number: Int64) {
        if number < 0 { put(byte: UInt8(ascii: "-")) }
        var rest = number.magnitude
        var length = 1
        var limit: UInt64 = 10
        while rest >= limit, length < 19 {
            limit *= 10
            length += 1
        }
        for position in stride(from: length - 1, through: 0, by: -1) {
            next[position] = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
            rest /= 10
        }
        next += length
    }

    mutating func put(hexadecimal number: UInt64) {
        for shift in stride(from: 60, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(shift) & 15)
            put(byte: digit < 10 ? digit &+ 0x30 : digit &+ 0x57)
        }
    }

    /// Ends the row.
    /// - Returns: its length.
    mutating func end() -> Int {
        put(byte: 0x0D)
        put(byte: 0x0A)
        return next - start
    }

    private mutating func put(byte: UInt8) {
        next.pointee = byte
        next += 1
    }
}
