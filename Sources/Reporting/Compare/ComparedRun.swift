public import Measurement

/// What a comparison knows of a run: its summary, and the windows of its endpoints and groups where they are at hand.
public struct ComparedRun: Codable, Sendable, Equatable {
    /// Version of the JSON form of a baseline.
    public static let currentSchemaVersion = 1

    /// Version of the form read or written.
    public var schemaVersion: Int
    /// Tells a baseline from a bare summary.
    public var kind: String
    /// The figures.
    public var summary: RunSummary
    /// The windows of every endpoint; empty where only a summary is known, and noise can be told of the whole run alone.
    public var endpoints: [RunDetail.Endpoint]
    /// The windows of every group of steps; nil where only a summary is known, and in baselines of earlier versions.
    public var groups: [RunDetail.Endpoint]?
    /// Whether arrivals came on a schedule: the rate then says nothing of the target. Nil where that is not known.
    public var isOpenModel: Bool?

    /// A run with what its detail holds.
    public init(_ summary: RunSummary, detail: RunDetail? = nil, isOpenModel: Bool? = nil) {
        schemaVersion = Self.currentSchemaVersion
        kind = "baseline"
        self.summary = summary
        endpoints = detail?.endpoints ?? []
        groups = detail.flatMap { $0.groups.isEmpty ? nil : $0.groups }
        self.isOpenModel = isOpenModel
    }

    /// What a person calls it.
    var name: String { summary.testId }

    /// The windows of the whole run: those of all endpoints together, or the summary's timeline.
    var windows: WindowSeries {
        guard let width = endpoints.map(\.resolutionSeconds).max(), width > 0 else {
            return WindowSeries(timeline: summary.timeline)
        }
        var joined: [Int: SketchedWindow] = [:]
        for window in endpoints.flatMap(\.windows) where window.second >= 0 {
            let position = window.second / width
            let empty = SketchedWindow(second: position * width, counts: RequestCounts(), responseTime: LatencySketch())
            joined[position, default: empty].counts += window.counts
            joined[position, default: empty].responseTime.merge(window.responseTime)
        }
        return WindowSeries(sketched: joined.sorted { $0.key < $1.key }.map(\.value))
    }
}
