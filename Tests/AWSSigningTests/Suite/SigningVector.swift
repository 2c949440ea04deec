import AWSSigning
import FoundationEssentials
import Testing

/// One case of the suite: a request as text, and the three texts that signing it makes.
struct SigningVector: CustomTestStringConvertible, Sendable {
    /// The path of its files below the suite's folder, without extension.
    let name: String
    let request: SigningRequest
    let canonicalRequest: String
    let stringToSign: String
    let authorization: String
    /// The token of the signed request, where it was added by signing.
    let sessionToken: String?

    var testDescription: String { name }
    /// The suite has a case whose token is added after signing.
    var signsSessionToken: Bool { canonicalRequest.contains("x-amz-security-token") }

    init(name: String, folder: String) {
        func text(_ kind: String) -> String {
            let data = FileManager.default.contents(atPath: "\(folder)/\(name).\(kind)") ?? Data()
            return String(decoding: data.filter { $0 != 13 }, as: UTF8.self)
        }
        self.name = name
        request = SigningRequest(suiteText: text("req"))
        canonicalRequest = text("creq")
        stringToSign = text("sts")
        authorization = text("authz")
        let given = request.headers.contains { $0.name.lowercased() == "x-amz-security-token" }
        let signed = SigningRequest(suiteText: text("sreq"))
        sessionToken =
            given ? nil : signed.headers.first { $0.name.lowercased() == "x-amz-security-token" }?.value
    }
}

extension SigningRequest {
    /// A request as the suite writes it: lines end in LF, a path may hold blanks, a query ends at its first.
    init(suiteText text: String) {
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        var lines = (parts.first ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let words = (lines.isEmpty ? "" : lines.removeFirst()).split(separator: " ", omittingEmptySubsequences: false)
        let target = words.dropFirst().dropLast().joined(separator: " ")
        let path = target.prefix { $0 != "?" }

        var headers: [Header] = []
        for line in lines where !line.isEmpty {
            if line.first == " ", let last = headers.indices.last {
                headers[last].value += "\n" + line
            } else {
                let name = line.prefix { $0 != ":" }
                headers.append((String(name), String(line.dropFirst(name.count + 1))))
            }
        }
        self.init(
            method: String(words.first ?? ""),
            path: String(path),
            query: String(target.dropFirst(path.count + 1).prefix { $0 != " " }),
            headers: headers,
            payload: .bytes(parts.count > 1 ? Array(parts[1].utf8) : [])
        )
    }
}
