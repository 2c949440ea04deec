import LoadPlan
import Testing

/// Host names outside ASCII (UTS 46, RFC 3492).
@Suite struct InternationalHostTests {
    @Test(arguments: [
        ("bücher.example", "xn--bcher-kva.example"), ("BÜCHER.Example", "xn--bcher-kva.example"),
        ("bu\u{308}cher.de", "xn--bcher-kva.de"), ("faß.de", "xn--fa-hia.de"), ("ΒΌΛΟΣ.com", "xn--nxasmq6b.com"),
        ("βόλος.com", "xn--nxasmm1c.com"), ("例え。テスト", "xn--r8jz45g.xn--zckzah"),
        ("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"),
        ("한국.kr", "xn--3e0b707e.kr"), ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}.kr", "xn--3e0b707e.kr"),
        ("か\u{3099}.jp", "xn--v8j.jp"), ("म\u{947}.in", "xn--r2b4c.in"), ("क\u{94D}\u{200D}ष.in", "xn--11b2ezcw70k.in"),
        ("💩.la", "xn--ls8h.la"), ("ｅｘａｍｐｌｅ．ｃｏｍ", "example.com"), ("ex\u{AD}am\u{200B}ple.com", "example.com"),
        ("xn--bcher-kva.de", "xn--bcher-kva.de"), ("XN--BCHER-KVA.de", "xn--bcher-kva.de"),
        ("a--b.-c.d-", "a--b.-c.d-"),
        ("%E2%98%83.net", "xn--n3h.net"), ("１９２.０.２.１", "192.0.2.1"), ("ẞ.de", "xn--zca.de"),
    ])
    func aNameBecomesASCII(name: String, ascii: String) throws {
        #expect(try TargetURL(parsing: "http://\(name)/").host == ascii)
    }

    @Test(arguments: [
        "xn--", "xn--a", "xn--a-.de", "xn--bcher-kv.de", "xn--BCHER-KVÄ.de", "xn--zzzzzzzzzzzz",
        "xn--999999999999999999",
        "xn--fa-hia\u{308}.de", "\u{301}a.de", "a\u{E000}.de", "a\u{FFFD}.de", "a\u{378}.de", "a\u{202E}b.de",
        "a\u{2066}b.de", "a\u{3164}b.de", "a\u{2028}b.de",
        // Decodes to a capital letter, which no encoder writes.
        "xn--bcher-2pa.de",
    ])
    func whatNoNameMayHoldIsRefused(name: String) {
        let error = #expect(throws: TargetURLError.self) { try TargetURL(parsing: "http://\(name)/") }
        #expect(error?.code == .invalidInternationalName)
    }

    /// Conversion takes quadratic time, and a server chooses where it redirects to.
    @Test(arguments: [("e\u{301}", 1000, true), ("e\u{301}", 1001, false), ("a", 5000, true)])
    func longInternationalLabelsAreRefused(character: String, count: Int, isAccepted: Bool) {
        let url = try? TargetURL(parsing: "http://\(String(repeating: character, count: count))/")
        #expect((url != nil) == isAccepted)
    }

    /// UTS 46 maps or allows these; they are refused because the standard library lacks the data. See ``TargetURL``.
    @Test(arguments: ["ﬁ.de", "①.de", "ﾃｽﾄ.jp", "℃.de", "\u{628}\u{200C}\u{628}.ir"])
    func compatibilityCharactersAreRefusedRatherThanGuessed(name: String) {
        let error = #expect(throws: TargetURLError.self) { try TargetURL(parsing: "http://\(name)/") }
        #expect(error?.code == .invalidInternationalName)
        #expect(error?.message.contains("xn--") == true)
    }

    /// UTS 46 refuses a label of mixed direction (RFC 5893); the standard library does not know directions.
    @Test func mixedDirectionsAreNotNoticed() throws {
        #expect(try TargetURL(parsing: "http://0\u{5D0}.example/").host == "xn--0-0hc.example")
    }
}
