import LoadPlan
import Testing

/// The URL Standard's own test data, as far as http and https go.
@Suite(.enabled(if: URLVector.file != nil, "LOADTESTER_SUITES is not set"))
struct URLStandardTests {
    /// Entries that come out otherwise than the standard says, with the reason. A fix has to remove its line.
    private static let deviations: [String: String] = [:]

    @Test func everyEntryComesOutAsTheStandardSays() {
        #expect(URLVector.all.count > 800)
        var deviating: Set<String> = []
        for vector in URLVector.all {
            guard let difference = difference(vector) else { continue }
            deviating.insert(vector.input)
            #expect(Self.deviations[vector.input] != nil, "\(vector.testDescription): \(difference)")
        }
        #expect(deviating == Set(Self.deviations.keys))
    }

    @Test func whatIsNotHTTPIsRefusedWithAMessage() throws {
        for vector in URLVector.all where !vector.isHTTP {
            let error = #expect(throws: TargetURLError.self) { try parse(vector) }
            #expect(error?.message.hasSuffix(".") == true)
            #expect(error?.message.utf8.allSatisfy { $0 >= 0x20 } == true)
        }
    }

    @Test func aParsedURLParsesToItself() throws {
        for vector in URLVector.all where vector.isHTTP {
            guard let url = try? parse(vector) else { continue }
            #expect(try TargetURL(parsing: url.href) == url)
        }
    }

    private func parse(_ vector: URLVector) throws(TargetURLError) -> TargetURL {
        let base = vector.base.flatMap { try? TargetURL(parsing: $0) }
        return try TargetURL(parsing: vector.input, relativeTo: base)
    }

    /// Nil when the entry comes out as it should.
    private func difference(_ vector: URLVector) -> String? {
        do throws(TargetURLError) {
            let url = try parse(vector)
            guard vector.isHTTP else { return "should be refused, got \(url.href)" }
            let pairs: [(String?, String)] = [
                (vector.href, url.href),
                (vector.protocol, url.scheme.rawValue + ":"),
                (vector.username, url.username),
                (vector.password, url.password),
                (vector.host, url.hostHeader),
                (vector.port, url.explicitPort.map { "\($0)" } ?? ""),
                (vector.pathname, url.path),
                (vector.search, prefixed("?", url.query)),
                (vector.hash, prefixed("#", url.fragment)),
            ]
            return pairs.first { $0.0 != nil && $0.0 != $0.1 }.map { "wanted \($0.0 ?? ""), got \($0.1)" }
        } catch {
            return vector.isHTTP ? "refused: \(error)" : nil
        }
    }

    /// As the API of the standard shows a part: nothing for an empty one.
    private func prefixed(_ mark: String, _ part: String?) -> String {
        guard let part, !part.isEmpty else { return "" }
        return mark + part
    }
}
