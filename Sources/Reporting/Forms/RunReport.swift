public import Measurement

/// A run in any form.
public struct RunReport: Sendable {
    private let document: RunDocument
    private let textOptions: TextOptions

    /// The reports of `document`.
    public init(_ document: RunDocument, textOptions: TextOptions = TextOptions()) {
        self.document = document
        self.textOptions = textOptions
    }

    /// The report in one form.
    /// - Throws: ``ReportError`` `needsDetail` where the form shows what a summary does not hold.
    public func bytes(_ form: ReportForm) throws(ReportError) -> [UInt8] {
        switch form {
        case .text: return TextReport(document.summary, options: textOptions).bytes
        case .json: return JSONReport(document.summary).bytes
        case .html: return HTMLReport(document).bytes
        case .markdown: return MarkdownReport(document.summary).bytes
        case .csv: return CSVReport(document).timeline
        case .endpoints: return CSVReport(document).endpoints
        case .groups: return CSVReport(document).groups
        case .junit: return JUnitReport(document.summary).bytes
        case .hgrm: return PercentileDistribution(try detail(form).responseTime).bytes
        case .hlog: return HistogramLog(try detail(form), startedAt: document.summary.startedAt).bytes
        }
    }

    private func detail(_ form: ReportForm) throws(ReportError) -> RunDetail {
        guard let detail = document.detail else { throw ReportError.needsDetail(form) }
        return detail
    }
}

/// Why a report cannot be made.
public struct ReportError: Error, Sendable, Equatable {
    /// The kinds of refusal.
    public enum Code: String, Sendable {
        /// The form shows what only a run's records can tell.
        case needsDetail
        /// A condition of a comparison that cannot be read.
        case invalidCondition
        /// A document that is no summary and no baseline.
        case invalidDocument
    }

    /// What kind of refusal this is.
    public let code: Code
    /// What was wrong, and what to do.
    public let message: String
    /// The kind as a bounded label for metrics.
    public var label: String { code.rawValue }

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    static func needsDetail(_ form: ReportForm) -> ReportError {
        ReportError(
            .needsDetail,
            "the form \(form.rawValue) is made of a run's histograms, which a summary does not hold: name the run by its test id"
        )
    }
}
