import FoundationEssentials

/// Where the vectors of AWS's Signature Version 4 test suite are.
enum SigningSuite {
    static let folder: String? = ProcessInfo.processInfo.environment["LOADTESTER_SUITES"].map {
        $0 + "/sigv4-botocore"
    }

    static let vectors: [SigningVector] = {
        guard let folder, let files = try? FileManager.default.subpathsOfDirectory(atPath: folder) else { return [] }
        return files.filter { $0.hasSuffix(".req") }.sorted().map { file in
            SigningVector(name: String(file.dropLast(4)), folder: folder)
        }
    }()
}
