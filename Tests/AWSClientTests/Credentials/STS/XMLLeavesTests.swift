import Testing

@testable import AWSClient

@Suite
struct XMLLeavesTests {
    @Test(
        arguments: [
            ("<a>x</a>", "a", "x"),
            ("<?xml version=\"1.0\"?>\n<a>x</a>\n", "a", "x"),
            ("\u{FEFF}<a>x</a>", "a", "x"),
            ("<a><b>x</b><b>y</b></a>", "a/b", "x"),
            ("<a> <b> x </b> </a>", "a/b", " x "),
            ("<a><b/></a>", "a/b", ""),
            ("<a><b ></b ></a>", "a/b", ""),
            ("<a><b />x</a>", "a/b", ""),
            ("<n:a xmlns:n='u'><n:b>x</n:b></n:a>", "a/b", "x"),
            ("<a c='>' d=\"'>\"><b e='/'>x</b></a>", "a/b", "x"),
            ("<a><!-- <b>no</b> --><b>x<!-- y -->z</b></a>", "a/b", "xz"),
            ("<a><![CDATA[<b>&amp;</b>]]></a>", "a", "<b>&amp;</b>"),
            ("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;</a>", "a", "<>&\"'A😀"),
            ("<a>&amp;lt;</a>", "a", "&lt;"),
            ("<a><b>x</b></a>", "a", nil),
            ("<a><b>x</b></a>", "b", nil),
        ] as [(String, String, String?)]
    )
    func `finds the text of a leaf`(document: String, path: String, text: String?) throws {
        let leaves = try #require(XMLLeaves(Array(document.utf8)))
        #expect(leaves[path] == text)
    }

    @Test(arguments: [
        "", " ", "x", "<", "<a", "<a>", "</a>", "<a></b>", "<a><b></a></b>", "<a/><b/>", "<a/>x", "x<a/>", "<a b='>",
        "<>x</>", "<a><!-- </a>", "<a><![CDATA[</a>", "<a>&unknown;</a>", "<a>& </a>", "<a>&#xZ;</a>", "<a>&#0;</a>",
        "<a>&#xD800;</a>", "<a>&#99999999999;</a>", "<a>&#+1;</a>", "<?xml", "<a$>x</a$>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "<!DOCTYPE a><a>x</a>",
        String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100),
    ])
    func `refuses what is not well-formed or not of this kind`(document: String) {
        #expect(XMLLeaves(Array(document.utf8)) == nil)
    }

    @Test
    func `stands any cut and any changed byte`() throws {
        let document = Array("<a b='c'><d>e&amp;</d><!--f--><![CDATA[g]]><h/></a>".utf8)
        for cut in 0..<document.count { #expect(XMLLeaves(Array(document[..<cut])) == nil) }
        for index in document.indices {
            for byte in [UInt8(0), 0x22, 0x26, 0x27, 0x2f, 0x3c, 0x3e, 0x80, 0xff] {
                var changed = document
                changed[index] = byte
                _ = XMLLeaves(changed)
            }
        }
    }
}
