import Testing

@testable import AWSClient

struct XMLElementTests {
    @Test func `elements, lists and texts are found by name`() throws {
        let text = "<?xml version='1.0'?><R xmlns='u'><A>x</A><L><member><B>1</B></member><member/></L><A>y</A></R>\n"
        let root = try #require(XMLElement(Array(text.utf8)))
        #expect(root.name == "R")
        #expect(root.text("A") == "x")
        #expect(root.text("B") == nil)
        #expect(root.list("L").map { $0.text("B") } == ["1", nil])
        #expect(root.list("L", of: "item").isEmpty)
        #expect(root.list("none").isEmpty)
        #expect(root.children.count == 3)
    }

    @Test(arguments: [
        ("<a/>", ""), ("<a>&lt;b&gt;&#65;</a>", "<b>A"), ("<a>x<b>no</b>y</a>", "xy"),
        ("<a><![CDATA[<b>]]></a>", "<b>"),
    ])
    func `text is the element's own, with its references resolved`(document: String, text: String) throws {
        #expect(try #require(XMLElement(Array(document.utf8))).text == text)
    }

    @Test(arguments: [
        "", "x", "<a>", "<a></b>", "<a/><b/>", "<a/>x", "x<a/>", "<a><b></a></b>", "</a>", "<a>&unknown;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "<!DOCTYPE a><a/>",
        String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65),
    ])
    func `what is not well-formed, too deep, or brings entities of its own is refused`(document: String) {
        #expect(XMLElement(Array(document.utf8)) == nil)
    }

    @Test func `no cut and no changed byte does harm`() throws {
        let document = Array("<a b='c'><d>e&amp;</d><!--f--><![CDATA[g]]><h/></a>".utf8)
        for cut in 0..<document.count { #expect(XMLElement(Array(document[..<cut])) == nil) }
        for index in document.indices {
            for byte in [UInt8(0), 0x22, 0x26, 0x2f, 0x3c, 0x3e, 0x80, 0xff] {
                var changed = document
                changed[index] = byte
                _ = XMLElement(changed)
            }
        }
    }
}
