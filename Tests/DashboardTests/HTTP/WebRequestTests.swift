import Testing

@testable import Dashboard

/// What is made of a request's text.
struct WebRequestTests {
    @Test(arguments: [
        ("/", []), ("/runs/a%20b", ["runs", "a b"]), ("/a//b/", ["a", "b"]), ("/a%2Fb", ["a/b"]), ("/%zz%4", ["%zz%4"]),
        ("/%ff", ["\u{FFFD}"]), ("*", ["*"]), ("/a+b", ["a+b"]),
    ])
    func pathsAreDecodedBySegment(target: String, path: [String]) {
        #expect(WebRequest(method: "GET", target: target).path == path)
    }

    @Test func queriesAndFormsAreDecoded() {
        let request = WebRequest(method: "GET", target: "/c?run=a&run=b+c&x=%26%3D&flag&=y")
        #expect(request.repeated("run") == ["a", "b c"])
        #expect(request.query["x"] == "&=")
        #expect(request.query["flag"] == "")
        #expect(request.query["run"] == "a")
    }

    @Test func aFormIsOneByItsTypeOnly() {
        var request = WebRequest(method: "POST", target: "/", body: Array("a=1".utf8))
        #expect(request.form == nil)
        request.headers["content-type"] = "Application/X-WWW-Form-Urlencoded ; charset=utf-8"
        #expect(request.form == ["a": "1"])
        request.headers["content-type"] = "text/plain"
        #expect(request.form == nil)
    }

    @Test func aCookieIsFoundAmongOthers() {
        let request = WebRequest(method: "GET", target: "/", headers: ["cookie": "xa=1; a=2=3; b"])
        #expect(request.cookie("a") == "2=3")
        #expect(request.cookie("b") == nil)
    }

    @Test func aFormOfAThousandPairsIsCut() {
        let text = (0..<1000).map { "n\($0)=1" }.joined(separator: "&")
        #expect(PercentCoding.pairs(text[...]).count == 200)
    }

    @Test(arguments: [
        ("EcsLoadTestLauncher", true), ("EcsLoadTestLauncher:$LATEST", true),
        ("arn:aws:lambda:eu-west-1:123456789012:function:EcsLoadTestLauncher", true),
        ("arn:aws:lambda:eu-west-1:123456789012:function:EcsLoadTestLauncher:live", true),
        ("123456789012:function:EcsLoadTestLauncher", true), ("EcsLoadTestLauncherX", false), ("", false),
        ("function:Other", false), ("EcsLoadTestLauncher:a:b", false), ("LoadTestProcessor", false),
    ])
    func theLauncherIsKnownByEachOfItsNames(name: String, isLauncher: Bool) {
        #expect(FunctionName.isLauncher(name) == isLauncher)
    }
}
