import FoundationEssentials
import Testing

/// One entry of the URL Standard's test data (web-platform-tests, `url/resources/urltestdata.json`).
struct URLVector: Decodable, Sendable, CustomTestStringConvertible {
    var input: String
    var base: String?
    var failure: Bool?
    var href: String?
    var `protocol`: String?
    var username: String?
    var password: String?
    var host: String?
    var port: String?
    var pathname: String?
    var search: String?
    var hash: String?

    var testDescription: String { "\(input.debugDescription) against \(base ?? "nothing")" }

    /// Whether the result can be put under load. Everything else has to be refused.
    var isHTTP: Bool { failure != true && (self.protocol == "http:" || self.protocol == "https:") }

    /// Where the data are.
    static let file = ProcessInfo.processInfo.environment["LOADTESTER_SUITES"].map {
        $0 + "/whatwg-url/urltestdata.json"
    }

    /// Every entry; the array holds comments between them.
    static let all: [URLVector] = {
        guard let file, let data = FileManager.default.contents(atPath: file) else { return [] }
        let entries = try? JSONDecoder().decode([Entry].self, from: data)
        return entries?.compactMap(\.vector) ?? []
    }()

    private struct Entry: Decodable {
        let vector: URLVector?

        init(from decoder: any Decoder) throws {
            let isComment = (try? decoder.singleValueContainer().decode(String.self)) != nil
            vector = isComment ? nil : try URLVector(from: decoder)
        }
    }
}
