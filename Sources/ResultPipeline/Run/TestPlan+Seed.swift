public import LoadPlan

extension TestPlan {
    /// The plan with a seed that follows from the run's name, where it has random values or trace ids and states no seed: two runs make
    /// different values, and the same run makes the same ones whoever launches it again.
    public func seeded(by testId: String) -> TestPlan {
        let isRandom = !(scenarios.isEmpty && setup.isEmpty && teardown.isEmpty) || client.traceparent
        guard seed == 0, isRandom else { return self }
        var seeded = self
        seeded.seed = max(1, TestID.hash(of: testId) >> 1)
        return seeded
    }
}
