import LoadPlan
import Measurement

extension LoadEngine {
    /// The way of records from loops to the recorder, where there is one.
    /// - Parameter wallOffset: nanoseconds from CLOCK_MONOTONIC to the Unix epoch's clock.
    /// - Throws: `EngineError` when the system has no thread left.
    func recording(_ layout: WindowLayout, loops: Int, wallOffset: Int64) throws -> Recording? {
        guard let recorder else { return nil }
        let legend = RecordLegend(
            endpoints: layout.endpoints.map(\.name),
            errors: ErrorKind.labels,
            wallOffset: wallOffset
        )
        return try Recording(recorder, loops: loops, legend: legend)
    }

    /// Tells the trace ids of this run from those of any other, also of one with the same seed.
    /// - Parameter moment: when it began, the same for all its tasks.
    func traceSeed(_ moment: Int64) -> UInt64 {
        var random = SplitMix64(seed: plan.seed)
        return random.next() ^ UInt64(bitPattern: moment)
    }
}
