import Testing

@testable import AWSClient

@Suite
struct ShellWordsTests {
    /// As `shlex.split` of Python has it.
    @Test(
        arguments: [
            ("", []),
            ("  \t ", []),
            ("a", ["a"]),
            (" a  b\tc\nd ", ["a", "b", "c", "d"]),
            ("'a b' c", ["a b", "c"]),
            ("\"a b\" c", ["a b", "c"]),
            ("a'b'\"c\"d", ["abcd"]),
            ("'' \"\"", ["", ""]),
            ("a\\ b", ["a b"]),
            ("\\'a", ["'a"]),
            ("'a\\b'", ["a\\b"]),
            ("\"a\\\"b\\\\c\\d\"", ["a\"b\\c\\d"]),
            ("\"it's\" 'say \"x\"'", ["it's", "say \"x\""]),
            ("a#b # c", ["a#b", "#", "c"]),
            ("$HOME ~ *;|", ["$HOME", "~", "*;|"]),
            ("'a", nil),
            ("\"a", nil),
            ("a\\", nil),
            ("\"a\\\"", nil),
        ] as [(String, [String]?)]
    )
    func `splits like a shell without expansions`(text: String, words: [String]?) {
        #expect(ShellWords.split(text) == words)
    }
}
