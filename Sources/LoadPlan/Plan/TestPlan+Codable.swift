// What a plan may leave out is not written where it has its default, so that headers of earlier versions stay readable and simple
// plans stay small.
extension TestPlan {
    private enum CodingKeys: String, CodingKey {
        case request, profile, virtualUsers, client, precision
        case scenarios, dataSets, setup, teardown, userStages, iterations, warmUpSeconds, thresholds, seed
    }

    /// Reads what `encode(to:)` writes.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            request: try container.decode(RequestSpec.self, forKey: .request),
            profile: try container.decode(LoadProfile.self, forKey: .profile),
            virtualUsers: try container.decode(Int.self, forKey: .virtualUsers),
            client: try container.decode(ClientOptions.self, forKey: .client),
            precision: try container.decode(PacingPrecision.self, forKey: .precision)
        )
        scenarios = try container.decodeIfPresent([Scenario].self, forKey: .scenarios) ?? []
        dataSets = try container.decodeIfPresent([DataSet].self, forKey: .dataSets) ?? []
        setup = try container.decodeIfPresent([Step].self, forKey: .setup) ?? []
        teardown = try container.decodeIfPresent([Step].self, forKey: .teardown) ?? []
        userStages = try container.decodeIfPresent([UserStage].self, forKey: .userStages) ?? []
        iterations = try container.decodeIfPresent(Int.self, forKey: .iterations)
        warmUpSeconds = try container.decodeIfPresent(Double.self, forKey: .warmUpSeconds) ?? 0
        thresholds = try container.decodeIfPresent([Threshold].self, forKey: .thresholds) ?? []
        seed = try container.decodeIfPresent(UInt64.self, forKey: .seed) ?? 0
    }

    /// Writes it in the form that `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(request, forKey: .request)
        try container.encode(profile, forKey: .profile)
        try container.encode(virtualUsers, forKey: .virtualUsers)
        try container.encode(client, forKey: .client)
        try container.encode(precision, forKey: .precision)
        if !scenarios.isEmpty { try container.encode(scenarios, forKey: .scenarios) }
        if !dataSets.isEmpty { try container.encode(dataSets, forKey: .dataSets) }
        if !setup.isEmpty { try container.encode(setup, forKey: .setup) }
        if !teardown.isEmpty { try container.encode(teardown, forKey: .teardown) }
        if !userStages.isEmpty { try container.encode(userStages, forKey: .userStages) }
        try container.encodeIfPresent(iterations, forKey: .iterations)
        if warmUpSeconds > 0 { try container.encode(warmUpSeconds, forKey: .warmUpSeconds) }
        if !thresholds.isEmpty { try container.encode(thresholds, forKey: .thresholds) }
        if seed != 0 { try container.encode(seed, forKey: .seed) }
    }
}
