public import LoadPlan

extension TestPlan {
    /// The plan with a seed that follows from the run's name, where it has random values and states no seed: two runs make
    /// different values, and the same run makes the same ones whoever launches it again.
    public func seeded(by testId: String) -> TestPlan {
        guard seed == 0, !(scenarios.isEmpty && setup.isEmpty && teardown.isEmpty) else { return self }
        // FNV-1a, 64 bits; see http://www.isthe.com/chongo/tech/comp/fnv/.
        let hash = testId.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
        var seeded = self
        seeded.seed = max(1, hash >> 1)
        return seeded
    }
}
