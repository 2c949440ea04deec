/// How long a reporting window is, so that the results table can take what a whole test writes.
public enum ReportingInterval {
    /// Write units (1 KB each, rounded up per item) that one test may use per second.
    public static let unitsPerSecond = 500
    /// Assumed size of a window's item: attributes below 1 KB, and one endpoint whose seven histograms take some 400
    /// bytes each. A plan with more endpoints gives its own estimate.
    public static let itemBytes = 4096

    /// The shortest interval in whole seconds at which `taskCount` tasks, each writing one item per interval, stay within
    /// ``unitsPerSecond``. 1 s up to 125 tasks, 8 s for 1000.
    public static func seconds(taskCount: Int, itemBytes: Int = itemBytes) -> Int {
        let units = max(1, taskCount) * max(1, (itemBytes + 1023) / 1024)
        return max(1, (units + unitsPerSecond - 1) / unitsPerSecond)
    }
}
