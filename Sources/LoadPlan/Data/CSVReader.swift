/// Rows of CSV text (RFC 4180), one after the other, without I/O and without a copy.
///
/// Lines end with LF or CR LF. A byte order mark before the first row, and lines without anything, are passed over. A quote inside
/// a field that does not begin with one is text.
public struct CSVReader {
    private let bytes: UnsafeRawBufferPointer
    /// Where the next row is looked for.
    public private(set) var offset: Int
    /// The line there, from 1 where the reader began.
    public private(set) var line = 1

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// A reader of `bytes`, which must stay as they are while it is used, from the start of a row at `offset`.
    public init(_ bytes: UnsafeRawBufferPointer, from offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
        if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.offset = 3 }
    }

    /// Where the next row begins, with blank lines passed over; nil at the end.
    public mutating func startOfRow() -> Int? {
        while offset < bytes.count {
            if bytes[offset] == Self.lineFeed {
                offset += 1
            } else if bytes[offset] == Self.carriageReturn, offset + 1 < bytes.count, bytes[offset + 1] == Self.lineFeed
            {
                offset += 2
            } else {
                return offset
            }
            line += 1
        }
        return nil
    }

    /// The next row's fields into `fields`, which is emptied first. False at the end.
    /// - Throws: ``DataFileError`` for a quoted field that does not end, or that text follows.
    public mutating func readRow(_ fields: inout [DataValue]) throws(DataFileError) -> Bool {
        fields.removeAll(keepingCapacity: true)
        guard startOfRow() != nil else { return false }
        while true {
            fields.append(try nextField())
            guard offset < bytes.count, bytes[offset] == Self.comma else { break }
            offset += 1
        }
        endLine()
        return true
    }

    /// Field `column` (from 0) of the row that begins at the reader's offset; nil where the row has fewer.
    /// - Throws: As ``readRow(_:)``.
    public mutating func readField(_ column: Int) throws(DataFileError) -> DataValue? {
        for position in 0... {
            let field = try nextField()
            if position == column { return field }
            guard offset < bytes.count, bytes[offset] == Self.comma else { return nil }
            offset += 1
        }
        return nil
    }

    /// Reads a field and stops at the comma or line end behind it.
    private mutating func nextField() throws(DataFileError) -> DataValue {
        guard offset < bytes.count, bytes[offset] == Self.quote else { return plainField() }
        let opened = line
        let start = offset + 1
        var index = start
        var hasQuotes = false
        while true {
            guard index < bytes.count else {
                throw DataFileError(
                    .openQuote,
                    line: opened,
                    "A quoted field does not end: a closing quote is missing."
                )
            }
            let byte = bytes[index]
            if byte == Self.lineFeed { line += 1 }
            if byte == Self.quote {
                guard index + 1 < bytes.count, bytes[index + 1] == Self.quote else { break }
                hasQuotes = true
                index += 1
            }
            index += 1
        }
        offset = index + 1
        guard offset >= bytes.count || bytes[offset] == Self.comma || isLineEnd(offset) else {
            throw DataFileError(
                .textAfterQuote,
                line: line,
                "Text follows a quoted field. Inside a quoted field, write each quote twice."
            )
        }
        return DataValue(range: start..<index, notation: hasQuotes ? .doubledQuotes : .plain)
    }

    private mutating func plainField() -> DataValue {
        let start = offset
        while offset < bytes.count, bytes[offset] != Self.comma, !isLineEnd(offset) { offset += 1 }
        return DataValue(range: start..<offset, notation: .plain)
    }

    private func isLineEnd(_ index: Int) -> Bool {
        let byte = bytes[index]
        if byte == Self.lineFeed { return true }
        guard byte == Self.carriageReturn else { return false }
        // A carriage return at the very end stands for a line end whose LF was cut off.
        return index + 1 == bytes.count || bytes[index + 1] == Self.lineFeed
    }

    private mutating func endLine() {
        if offset < bytes.count, bytes[offset] == Self.carriageReturn { offset += 1 }
        if offset < bytes.count, bytes[offset] == Self.lineFeed { offset += 1 }
        line += 1
    }
}
