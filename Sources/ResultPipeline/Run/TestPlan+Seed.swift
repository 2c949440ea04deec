public import LoadPlan

extension TestPlan {
    /// The plan with a seed that follows from the run's name, where it has random values and states no seed: two runs make
    /// different values, and the same run makes the same ones whoever launches it again.
    public func seeded(by testId: String) -> TestPlan {
        guard seed == 0, !(scenarios.isEmpty && setup.isEmpty && teardown.isEmpty) else { return self }
        var seeded = self
        seeded.seed = max(1, TestID.hash(of: testId) >> 1)
        return seeded
    }
}
