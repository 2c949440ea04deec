import LoadPlan
import Testing

@Suite struct DataIndexTests {
    /// All values of a file, row by row; nil where a row has none.
    private func table(_ text: String, _ format: DataSet.Format) throws -> [[String?]] {
        try Array(text.utf8).withUnsafeBytes { bytes in
            let index = try DataIndex(bytes, format: format)
            return (0..<index.rows).map { row in
                index.columns.indices.map { index.value(column: $0, row: row, in: bytes)?.text(in: bytes) }
            }
        }
    }

    @Test(arguments: [
        ("a,b\n1,2", [["1", "2"]]),
        ("\u{FEFF}a,b\r\n1,\r\n\r\n\n,2\r\n", [["1", ""], ["", "2"]]),
        ("a\n\"\"\n\"x\"\"y\"\n5\" pipe\r", [[""], ["x\"y"], ["5\" pipe"]]),
    ])
    func csvIsReadAsMeant(text: String, rows: [[String?]]) throws {
        #expect(try table(text, .csv) == rows)
    }

    @Test func jsonLinesAreReadAsMeant() throws {
        let text = """
            {"user": "ada \\u00e9\\ud83d\\ude00\\n", "id": 7, "tags": [1, {"a": null}]}

            {"id": true, "extra": 1, "us\\u0065r": "\\ud83d"}
            """
        #expect(
            try table(text, .jsonLines) == [
                ["ada é😀\n", "7", "[1, {\"a\": null}]"], ["\u{FFFD}", "true", nil],
            ]
        )
    }

    @Test(arguments: [
        ("", DataSet.Format.csv, "empty", 1), ("a,b\n", .csv, "empty", 1), ("\n\n", .jsonLines, "empty", 1),
        ("a,a\n1,2", .csv, "column_name", 1), ("a,\n1,2", .csv, "column_name", 1),
        ("a,b\n1,2\n\n1", .csv, "field_count", 4), ("a,b\n\"1\n\",2\n1,2,3", .csv, "field_count", 4),
        ("a\n1\n\"x\ny", .csv, "open_quote", 3), ("a\n\"x\"y", .csv, "text_after_quote", 2),
        ("{\"a\":1}\n[1]", .jsonLines, "not_an_object", 2), ("{\"a\":1} x", .jsonLines, "not_an_object", 1),
        ("{\"a\":01}", .jsonLines, "not_an_object", 1), ("{\"a\":\"\\x\"}", .jsonLines, "not_an_object", 1),
        ("{\"a\":1,}", .jsonLines, "not_an_object", 1), ("{\"a\":\"\t\"}", .jsonLines, "not_an_object", 1),
    ])
    func whatCannotBeUsedIsNamedWithItsLine(text: String, format: DataSet.Format, label: String, line: Int) throws {
        let error = #expect(throws: DataFileError.self) { try table(text, format) }
        #expect(error?.label == label && error?.line == line)
        #expect(error?.message.hasSuffix(".") == true)
    }

    @Test func depthIsBounded() throws {
        let deep = "{\"a\":" + String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000) + "}"
        #expect(throws: DataFileError.self) { try table(deep, .jsonLines) }
    }
}
