internal import LoadPlan

extension RunHeader {
    /// Milliseconds at the beginning of the load that do not count: the plan's warm-up in whole windows, and no more than its
    /// load has.
    public var warmUp: Int64 {
        guard plan.warmUpSeconds > 0, windowLength > 0 else { return 0 }
        let windows = (plan.warmUpSeconds * 1000 / Double(windowLength)).rounded(.up)
        let most = (plan.profile.seconds * 1000 / Double(windowLength)).rounded(.down)
        return Int64(min(windows, max(0, most))) * windowLength
    }

    /// Epoch milliseconds from which results count: the start of the load, after its warm-up.
    public var countsFrom: Int64 { (start?.at ?? createdAt) + (start == nil ? 0 : warmUp) }
}
