internal import LoadPlan

extension TestPlan {
    /// The load may be over before its time: its iterations are done, or its rows were all drawn. Arrivals of an open load come until
    /// its end.
    var mayEndEarly: Bool {
        guard case .closed = profile else { return false }
        return iterations != nil || dataSets.contains { $0.atEnd == .stop }
    }
}
