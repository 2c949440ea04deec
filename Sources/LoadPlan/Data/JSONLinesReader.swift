/// Rows written as one JSON object a line (jsonlines.org), one after the other, without I/O and without a copy.
///
/// A column is a member of the object; its value is a string as it is meant, and anything else as its JSON text. Blank lines are
/// passed over.
public struct JSONLinesReader {
    private let bytes: UnsafeRawBufferPointer
    /// Where the next row is looked for.
    public private(set) var offset: Int
    /// The line there, from 1 where the reader began.
    public private(set) var line = 1

    /// A reader of `bytes`, which must stay as they are while it is used, from the start of a line at `offset`.
    public init(_ bytes: UnsafeRawBufferPointer, from offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
        if offset == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { self.offset = 3 }
    }

    /// Where the next row begins, with blank lines passed over; nil at the end.
    public mutating func startOfRow() -> Int? {
        while offset < bytes.count {
            let end = endOfLine(from: offset)
            if !bytes[offset..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return offset }
            offset = end + 1
            line += 1
        }
        return nil
    }

    /// The names and values of the next row, in order; both lists are emptied first. False at the end.
    /// - Throws: ``DataFileError`` for a line that is not one JSON object.
    public mutating func readRow(names: inout [DataValue], values: inout [DataValue]) throws(DataFileError) -> Bool {
        names.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        guard let start = startOfRow() else { return false }
        let end = endOfLine(from: start)
        guard
            Self.readMembers(
                bytes,
                start..<end,
                {
                    names.append($0); values.append($1)
                }
            )
        else {
            throw DataFileError(.notAnObject, line: line, "Every line is one JSON object, such as {\"user\": \"ada\"}.")
        }
        offset = end + 1
        line += 1
        return true
    }

    /// The value of `column` in the row that begins at the reader's offset; nil where the row has no such member.
    public func readField(_ column: String) -> DataValue? {
        var found: DataValue?
        _ = Self.readMembers(bytes, offset..<endOfLine(from: offset)) { name, value in
            let matches =
                name.notation == .plain
                ? bytes[name.range].elementsEqual(column.utf8) : name.decoded(in: bytes).elementsEqual(column.utf8)
            if matches { found = value }
        }
        return found
    }

    private func endOfLine(from start: Int) -> Int {
        var index = start
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        return index
    }

    private static func readMembers(
        _ bytes: UnsafeRawBufferPointer,
        _ range: Range<Int>,
        _ body: (DataValue, DataValue) -> Void
    ) -> Bool {
        var scanner = JSONScanner(bytes, range)
        scanner.skipBlanks()
        guard scanner.take(UInt8(ascii: "{")) else { return false }
        scanner.skipBlanks()
        if !scanner.take(UInt8(ascii: "}")) {
            repeat {
                scanner.skipBlanks()
                guard let name = scanner.string() else { return false }
                scanner.skipBlanks()
                guard scanner.take(UInt8(ascii: ":")) else { return false }
                scanner.skipBlanks()
                let start = scanner.offset
                guard scanner.skipValue() else { return false }
                var value = DataValue(range: start..<scanner.offset, notation: .plain)
                if bytes[start] == UInt8(ascii: "\"") { value = string(bytes, start + 1..<scanner.offset - 1) }
                body(string(bytes, name), value)
                scanner.skipBlanks()
            } while scanner.take(UInt8(ascii: ","))
            guard scanner.take(UInt8(ascii: "}")) else { return false }
        }
        scanner.skipBlanks()
        return scanner.isAtEnd
    }

    private static func string(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> DataValue {
        DataValue(range: range, notation: bytes[range].contains(UInt8(ascii: "\\")) ? .jsonString : .plain)
    }
}
