/// A form in which the result of a run is written.
public enum ReportForm: String, CaseIterable, Sendable {
    /// For people, on a terminal.
    case text
    /// The published contract, `schemaVersion` 1.
    case json
    /// One self-contained page.
    case html
    /// For a comment on a pull request.
    case markdown
    /// Comma-separated values over time.
    case csv
    /// Comma-separated values by endpoint.
    case endpoints
    /// Comma-separated values by group of steps.
    case groups
    /// Test results for pipelines.
    case junit
    /// HdrHistogram's percentile distribution of response times.
    case hgrm
    /// HdrHistogram log of response times.
    case hlog

    /// Whether it shows what only a run's records can tell, see ``RunDocument/detail``.
    public var needsDetail: Bool { self == .hgrm || self == .hlog }
    /// Whether it shows more where a run's records are at hand.
    public var usesDetail: Bool { needsDetail || self == .html || self == .csv }

    /// The form that a file's name asks for by its ending, nil for any other.
    public init?(fileName: String) {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        switch fileName[fileName.index(after: dot)...].lowercased() {
        case "txt": self = .text
        case "json": self = .json
        case "html", "htm": self = .html
        case "md": self = .markdown
        case "csv": self = .csv
        case "xml": self = .junit
        case "hgrm": self = .hgrm
        case "hlog": self = .hlog
        default: return nil
        }
    }
}
