/// How one task fared over the whole run, or all tasks together: the ground for calling a run invalid.
public struct GeneratorHealth: Codable, Sendable, Equatable {
    /// CPU time used, user and system, in seconds.
    public var cpuSeconds: Double
    /// Time for which the control group kept the task from running, in seconds.
    public var cpuThrottledSeconds: Double
    /// Largest actual minus intended send, in milliseconds.
    public var maxStartLagMs: Double
    /// Most descriptors open at once.
    public var openDescriptorsMax: UInt64
    /// Connections refused locally as no port was left.
    public var portExhaustion: UInt64
    /// Connections refused locally as no descriptor was left.
    public var descriptorExhaustion: UInt64
    /// Anything else that makes the figures doubtful, one sentence each.
    public var notes: [String]
    /// What became of the records of single requests; nil where none were asked for.
    public var raw: RecordingAccount?

    /// The health of one task, or of none.
    public init(
        cpuSeconds: Double = 0,
        cpuThrottledSeconds: Double = 0,
        maxStartLagMs: Double = 0,
        openDescriptorsMax: UInt64 = 0,
        portExhaustion: UInt64 = 0,
        descriptorExhaustion: UInt64 = 0,
        notes: [String] = [],
        raw: RecordingAccount? = nil
    ) {
        self.cpuSeconds = cpuSeconds
        self.cpuThrottledSeconds = cpuThrottledSeconds
        self.maxStartLagMs = maxStartLagMs
        self.openDescriptorsMax = openDescriptorsMax
        self.portExhaustion = portExhaustion
        self.descriptorExhaustion = descriptorExhaustion
        self.notes = notes
        self.raw = raw
    }

    /// All tasks together, the same for every order: times and exhaustions add up (times in whole microseconds, as adding
    /// doubles depends on the order), largest values stay the largest, each note appears once, sorted.
    public init(merging tasks: some Collection<GeneratorHealth>) {
        self.init(
            cpuSeconds: Self.total(tasks.map(\.cpuSeconds)),
            cpuThrottledSeconds: Self.total(tasks.map(\.cpuThrottledSeconds)),
            maxStartLagMs: tasks.map(\.maxStartLagMs).max() ?? 0,
            openDescriptorsMax: tasks.map(\.openDescriptorsMax).max() ?? 0,
            portExhaustion: tasks.reduce(0) { $0.addingSaturated($1.portExhaustion) },
            descriptorExhaustion: tasks.reduce(0) { $0.addingSaturated($1.descriptorExhaustion) },
            notes: Set(tasks.flatMap(\.notes)).sorted(),
            raw: Self.total(tasks.compactMap(\.raw))
        )
    }

    private static func total(_ accounts: [RecordingAccount]) -> RecordingAccount? {
        guard !accounts.isEmpty else { return nil }
        return RecordingAccount(
            written: accounts.reduce(0) { $0.addingSaturated($1.written) },
            lost: accounts.reduce(0) { $0.addingSaturated($1.lost) },
            cpuSeconds: total(accounts.map(\.cpuSeconds))
        )
    }

    private static func total(_ seconds: [Double]) -> Double {
        let microseconds = seconds.reduce(UInt64(0)) { sum, next in
            sum.addingSaturated(UInt64(exactly: (next * 1_000_000).rounded()) ?? 0)
        }
        return Double(microseconds) / 1_000_000
    }
}
