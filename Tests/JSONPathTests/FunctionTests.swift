import JSONPath
import Testing

/// The functions of RFC 9535, section 2.4, and the rules about their types.
@Suite struct FunctionTests {
    private func select(_ query: String, _ text: String) throws -> [String] {
        let path = try JSONPath(parsing: query)
        return try Array(text.utf8).withUnsafeBytes { bytes in
            var document = JSONDocument()
            let isRead = document.read(bytes)
            try #require(isRead)
            return path.nodes(in: document).map { document.json(of: $0) }
        }
    }

    private static let selections: [(String, String, [String])] = [
        (
            "$[?length(@) == 2]", #"["ab", "é😀", [1,2], {"a":1,"b":2}, 22, null, "abc"]"#,
            [#""ab""#, #""é😀""#, "[1,2]", #"{"a":1,"b":2}"#]
        ),
        ("$[?length(@.a) >= 0]", #"[{"a": 1}, {"a": ""}, {}]"#, [#"{"a": ""}"#]),
        ("$[?count(@..*) > 2]", #"[[1,[2]], [1]]"#, ["[1,[2]]"]),
        ("$[?count( @.x ) == 0]", #"[{"x": 1}, 7]"#, ["7"]),
        ("$[?value(@..c) == 1]", #"[{"a":{"c":1}}, {"c":1,"b":{"c":1}}]"#, [#"{"a":{"c":1}}"#]),
        ("$[?match(@, 'a.c')]", #"["abc", "xabc", "a\nc", "a😀c", 1]"#, [#""abc""#, #""a😀c""#]),
        ("$[?search(@, 'b[0-9]{2}')]", #"["ab12", "b1", "b123c"]"#, [#""ab12""#, #""b123c""#]),
        ("$[?match(@, '\\\\p{Lu}[^a-c]*')]", #"["Éxyz", "éxyz", "Eax"]"#, [#""Éxyz""#]),
        (
            "$[?match(@.t, @.p)]", #"[{"t":"aa","p":"a+"}, {"t":"b","p":"a+"}, {"t":"a","p":"("}]"#,
            [#"{"t":"aa","p":"a+"}"#]
        ),
        ("$[?!search(@.t, 'a')]", #"[{"t":"a"}, {"t":"b"}, {}]"#, [#"{"t":"b"}"#, "{}"]),
        ("$[?length(value($[0])) == length(@)]", #"["ab", "cd", "e"]"#, [#""ab""#, #""cd""#]),
    ]

    @Test(arguments: selections) func functionsSelect(query: String, text: String, wanted: [String]) throws {
        #expect(try select(query, text) == wanted)
    }

    private static let refusals: [(String, Int)] = [
        ("$[?length(@)]", 4), ("$[?length(@.*) == 1]", 11), ("$[?length() == 1]", 4), ("$[?length(@, @) == 1]", 4),
        ("$[?count(1) == 1]", 10), ("$[?count(@)]", 4), ("$[?match(@, 'a') == true]", 4), ("$[?match(@)]", 4),
        ("$[?value('a') == 1]", 10), ("$[?size(@) == 1]", 4), ("$[?length (@) == 1]", 10), ("$[?Length(@) == 1]", 4),
        ("$[?match(@.*, 'a')]", 10), ("$[?length(match(@, 'a')) == 1]", 11), ("$.a.", 5), ("$[", 3), ("a", 1),
        ("$['a", 3), ("$[?@.a = 1]", 8), ("$[1, ]", 6), ("$.a b", 4),
    ]

    @Test(arguments: refusals) func whatIsNotWellTypedOrNotAQueryIsRefusedAtItsColumn(query: String, column: Int) throws
    {
        let error = #expect(throws: JSONPathError.self) { try JSONPath(parsing: query) }
        #expect(error?.column == column, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        "$ [ 'a' ] .b", "$ ..[ * ]", "$[\n?\t@ .a\r== 1 && ( @.b || ! @.c ) ]", "$[ 1 : 2 : 3 ]",
        "$[?length( @ ) == 1]",
    ]) func blanksMayStandBetweenWhatIsWhole(query: String) {
        #expect(throws: Never.self) { try JSONPath(parsing: query) }
    }

    /// RFC 9535, sections 2.1.1 and 2.5.
    @Test(arguments: [" $", "$ ", "$. a", "$.. a", "$.. [0]", "$[?length (@) == 1]"]) func butNotElsewhere(
        query: String
    ) {
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: query) }
    }

    @Test func nestingIsBounded() {
        let deep = "$" + String(repeating: "[?@", count: 10_000)
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: deep) }
        let parentheses = "$[?" + String(repeating: "(", count: 10_000)
        #expect(throws: JSONPathError.self) { try JSONPath(parsing: parentheses) }
    }
}
