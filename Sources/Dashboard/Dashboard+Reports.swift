internal import LoadPlan
internal import Measurement
internal import Reporting
internal import ResultPipeline

// MARK: Reports and comparisons

extension Dashboard {
    var summarizer: RunSummarizer { RunSummarizer(store: desk.ports.store) }

    /// `report.EXT`: a run in one form.
    func report(_ testId: String, _ file: String) async throws -> WebResponse {
        guard file.hasPrefix("report."), let (form, type) = Self.form(String(file.dropFirst(7))) else {
            throw WebError(
                .notFound,
                "there is no such report: ask for report.html, .json, .txt, .md, .csv, .endpoints.csv, .groups.csv, .xml, .hgrm or .hlog"
            )
        }
        let header = try await desk.header(of: testId)
        let document = try await summarizer.document(header)
        let bytes: [UInt8]
        do throws(ReportError) {
            bytes = try RunReport(document).bytes(form)
        } catch {
            throw WebError(.notFound, error.message)
        }
        return Self.file(bytes, type, isPage: form == .html)
    }

    private static func form(_ suffix: String) -> (ReportForm, String)? {
        switch suffix {
        case "html": (.html, "text/html; charset=utf-8")
        case "json": (.json, "application/json")
        case "txt": (.text, "text/plain; charset=utf-8")
        case "md": (.markdown, "text/markdown; charset=utf-8")
        case "csv": (.csv, "text/csv; charset=utf-8")
        case "endpoints.csv": (.endpoints, "text/csv; charset=utf-8")
        case "groups.csv": (.groups, "text/csv; charset=utf-8")
        case "xml": (.junit, "application/xml")
        case "hgrm": (.hgrm, "text/plain; charset=utf-8")
        case "hlog": (.hlog, "text/plain; charset=utf-8")
        default: nil
        }
    }

    /// A report is a file of its own, with a policy of its own.
    private static func file(_ bytes: [UInt8], _ type: String, isPage: Bool) -> WebResponse {
        let policy = isPage ? [("content-security-policy", SecurityHeaders.reportPolicy)] : []
        return WebResponse(200, type: type, bytes, headers: policy)
    }

    /// Two runs, given as `run=A&run=B` or `base=A&new=B`; of two that were merely chosen the older is the base.
    func comparison(_ request: WebRequest) async throws -> WebResponse {
        let names = [request.query["base"], request.query["new"]].compactMap(\.self)
        let chosen = names.count == 2 ? names : request.repeated("run")
        guard chosen.count == 2, chosen[0] != chosen[1] else {
            throw WebError(.invalid, "choose two runs to compare")
        }
        var headers = [try await desk.header(of: chosen[0]), try await desk.header(of: chosen[1])]
        if names.count != 2 { headers.sort { $0.createdAt < $1.createdAt } }
        guard headers.allSatisfy({ $0.outcome != nil }) else {
            throw WebError(.conflict, "a run that goes on cannot be compared yet")
        }
        var runs: [ComparedRun] = []
        for header in headers {
            let document = try await summarizer.document(header)
            runs.append(
                ComparedRun(document.summary, detail: document.detail, isOpenModel: header.plan.profile.arrivals != nil)
            )
        }
        // The same two runs give the same comparison.
        var random = RepeatedRandom(state: 1)
        let comparison = Comparison(base: runs[0], new: runs[1], using: &random)
        return Self.file(ComparisonReport(comparison).bytes(.html), "text/html; charset=utf-8", isPage: true)
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014).
private struct RepeatedRandom: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
