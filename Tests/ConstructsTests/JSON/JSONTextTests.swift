import Testing

@testable import Constructs

@Suite struct JSONTextTests {
    private static let values: [(JSONValue, String)] = [
        (JSONValue.null, "null"), (true, "true"), (-7, "-7"), ("", #""""#), ([], "[]"), ([:], "{}"),
        ([1, "two", [false]], #"[1,"two",[false]]"#),
        (["b": 1, "a": ["c": [], "B": 2]], #"{"a":{"B":2,"c":[]},"b":1}"#),
        ("\"\\/\n\r\t\u{8}\u{1f}\u{7f}é😀", #""\"\\/\n\r\t\u0008\u001f"# + "\u{7f}é😀\""),
        (["\n": 0], #"{"\n":0}"#),
    ]

    @Test(arguments: values)
    func valuesAreWrittenWithoutBlanks(_ value: JSONValue, _ text: String) {
        #expect(String(decoding: value.bytes(.compact), as: UTF8.self) == text)
    }

    @Test func aDocumentIsIndentedToBeRead() {
        let value: JSONValue = ["list": [1, ["deep": [:]]], "empty": []]
        let text = """
            {
              "empty": [],
              "list": [
                1,
                {
                  "deep": {}
                }
              ]
            }

            """
        #expect(String(decoding: value.bytes(.indented), as: UTF8.self) == text)
    }

    @Test func theOrderOfAnObjectsKeysMakesNoDifference() {
        let keys = (0..<200).map { "key\($0 * 7919 % 200)" }
        let there = JSONValue.object(Dictionary(keys.map { ($0, .string($0)) }) { $1 })
        let back = JSONValue.object(Dictionary(keys.reversed().map { ($0, .string($0)) }) { $1 })
        #expect(there.bytes() == back.bytes())
    }

    @Test func keysAreFoundInObjectsAlone() {
        let value: JSONValue = ["a": ["b": 1]]
        #expect(value["a"]?["b"] == 1)
        #expect(value["b"] == nil)
        #expect(value["a"]?["b"]?["c"] == nil)
    }
}
