/// How long a reporting window is, so that the results table can take what a whole test writes, and its summary can be
/// read while somebody waits.
public enum ReportingInterval {
    /// Write units (1 KB each, rounded up per item) that one test may use per second.
    public static let unitsPerSecond = 500
    /// Windows that all tasks of one run may write together: a summary reads and merges each of them. 1000 tasks for an
    /// hour have windows of a minute.
    public static let recordsPerRun = 60_000
    /// Assumed size of a window's item: attributes below 1 KB, and one endpoint whose seven histograms take some 400
    /// bytes each. A plan with more endpoints gives its own estimate.
    public static let itemBytes = 4096

    /// The shortest interval in whole seconds at which `taskCount` tasks, each writing one item per interval, stay within
    /// ``unitsPerSecond``, and within ``recordsPerRun`` for a load of `runSeconds`. Without a length of the load: 1 s up
    /// to 125 tasks, 8 s for 1000.
    ///
    /// Requests that are still in flight at the end of the load may add a few windows per task.
    public static func seconds(taskCount: Int, runSeconds: Double = 0, itemBytes: Int = itemBytes) -> Int {
        let tasks = max(1, taskCount)
        let (units, isTooMany) = tasks.multipliedReportingOverflow(by: max(1, (max(0, itemBytes) - 1) / 1024 + 1))
        let byWriting = ((isTooMany ? .max : units) - 1) / unitsPerSecond + 1
        let windowsPerTask = max(1, recordsPerRun / tasks)
        let byReading = Int(min((max(0, runSeconds) / Double(windowsPerTask)).rounded(.up), longest))
        return max(1, byWriting, byReading)
    }

    /// A bound for lengths that no plan has, in seconds: what cannot be stored in a header as milliseconds is none.
    private static let longest = 1e9
}
