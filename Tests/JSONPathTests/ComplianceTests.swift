import JSONPath
import Testing

@Suite(.enabled(if: ComplianceCase.folder != nil, "LOADTESTER_SUITES is not set"))
struct ComplianceTests {
    @Test func theSuiteIsThere() {
        #expect(ComplianceCase.all.count >= 455)
    }

    @Test(arguments: ComplianceCase.all) func everyCaseComesOutAsTheSuiteSays(item: ComplianceCase) throws {
        if item.isInvalid == true {
            let error = #expect(throws: JSONPathError.self) { try JSONPath(parsing: item.selector) }
            #expect((error?.column ?? 0) >= 1 && error?.message.hasSuffix(".") == true)
            return
        }
        let path = try JSONPath(parsing: item.selector)
        let text = try #require(item.document).json
        let (values, paths, first) = try text.withUnsafeBytes { bytes in
            var document = JSONDocument()
            let isRead = document.read(bytes)
            try #require(isRead)
            let nodes = path.nodes(in: document)
            return (
                try nodes.map { try JSONValue.reading(document.json(of: $0)) }, nodes.map { document.path(of: $0) },
                path.first(in: document) == nodes.first
            )
        }
        #expect((item.results ?? item.result.map { [$0] } ?? []).contains(values), "\(values)")
        #expect((item.resultsPaths ?? item.resultPaths.map { [$0] } ?? []).contains(paths), "\(paths)")
        #expect(first)
    }
}
