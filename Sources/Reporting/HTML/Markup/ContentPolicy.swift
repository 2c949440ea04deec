internal import Crypto
internal import FoundationEssentials

/// What the browser may do with a page: run this style and this script, named by their hashes, and nothing else. No request
/// leaves the page, no form is sent, and markup that a target smuggled in would be dead.
struct ContentPolicy {
    let style: String
    let script: String

    /// The value of `Content-Security-Policy`.
    var text: String {
        "default-src 'none'; style-src '\(Self.source(style))'; script-src '\(Self.source(script))'; img-src data:; "
            + "base-uri 'none'; form-action 'none'"
    }

    /// Content Security Policy Level 3, §2.3.1: the hash of exactly what stands between the tags.
    static func source(_ text: String) -> String {
        "sha256-\(Data(SHA256.hash(data: Array(text.utf8))).base64EncodedString())"
    }
}
