internal import Measurement

extension ComparedRun {
    /// Most seconds of a run, windows of an endpoint, and endpoints or groups that are taken from a file: far beyond any real run.
    private static let (mostSeconds, mostWindows, mostEndpoints) = (1_000_000_000, 10_000, 100_000)

    /// Refuses what no run can be: a document from elsewhere is as foreign as a response of a target.
    /// - Throws: ``ReportError`` `invalidDocument` that names what is wrong.
    public func check() throws(ReportError) {
        func require(_ holds: Bool, _ problem: String) throws(ReportError) {
            guard holds else { throw ReportError(.invalidDocument, problem) }
        }
        let seconds = summary.timeline.map(\.second)
        try require(schemaVersion == 1 && summary.schemaVersion == 1, "its schemaVersion is not 1")
        try require(
            (0...Double(Self.mostSeconds)).contains(summary.durationSeconds),
            "durationSeconds is not between 0 and \(Self.mostSeconds)"
        )
        try require(
            (1...Self.mostSeconds).contains(summary.timelineResolutionSeconds),
            "timelineResolutionSeconds is not between 1 and \(Self.mostSeconds)"
        )
        try require(seconds.count <= Self.mostWindows, "timeline has more than \(Self.mostWindows) entries")
        try require(
            seconds.allSatisfy { (0...Self.mostSeconds).contains($0) }
                && zip(seconds, seconds.dropFirst()).allSatisfy(<),
            "the seconds of timeline do not rise from 0 on"
        )
        try require(
            summary.endpoints.count <= Self.mostEndpoints,
            "there are more than \(Self.mostEndpoints) endpoints"
        )
        try require(
            (summary.groups ?? []).count <= Self.mostEndpoints,
            "there are more than \(Self.mostEndpoints) groups"
        )
        for endpoint in endpoints + (groups ?? []) {
            try require(
                (1...Self.mostSeconds).contains(endpoint.resolutionSeconds)
                    && endpoint.windows.count <= Self.mostWindows,
                "an endpoint or a group has a resolution or a number of windows that no run has"
            )
        }
    }
}
