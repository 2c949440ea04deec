import FoundationEssentials
import LoadPlan
import Testing

/// Where the suite is, and what it holds.
private enum CSVSpectrum {
    static let folder = ProcessInfo.processInfo.environment["LOADTESTER_SUITES"].map { $0 + "/csv-spectrum" }

    static let names: [String] = {
        guard let folder else { return [] }
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/csvs")) ?? []
        return files.filter { $0.hasSuffix(".csv") }.map { String($0.dropLast(4)) }.sorted()
    }()
}

/// The csv-spectrum suite: each file, and what its rows are.
@Suite(.enabled(if: CSVSpectrum.folder != nil, "LOADTESTER_SUITES is not set"))
struct CSVSpectrumTests {
    @Test func theSuiteIsThere() {
        #expect(CSVSpectrum.names.count >= 11)
    }

    @Test(arguments: CSVSpectrum.names) func rowsAreWhatTheSuiteSays(name: String) throws {
        let folder = try #require(CSVSpectrum.folder)
        let text = try #require(FileManager.default.contents(atPath: "\(folder)/csvs/\(name).csv"))
        let wanted = try #require(FileManager.default.contents(atPath: "\(folder)/json/\(name).json"))
        let rows = try JSONDecoder().decode([[String: String]].self, from: wanted)
        try [UInt8](text).withUnsafeBytes { bytes in
            let index = try DataIndex(bytes, format: .csv)
            #expect(index.rows == rows.count)
            for (row, values) in rows.enumerated() {
                var read: [String: String] = [:]
                for (column, name) in index.columns.enumerated() {
                    read[name] = index.value(column: column, row: row, in: bytes)?.text(in: bytes)
                }
                #expect(read == values)
            }
        }
    }
}
