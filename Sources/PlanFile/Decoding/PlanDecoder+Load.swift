import LoadPlan

extension PlanDecoder {
    private static let largestPool = 1_000_000

    /// Nil where something is wrong.
    func load(_ fields: Fields, _ environment: Fields?) -> Load? {
        func chosen(_ key: String) -> (node: PlanNode, path: String)? {
            if let node = environment?[key] { return (node, environment?.path(key) ?? key) }
            return fields[key].map { ($0, key) }
        }
        let seed = fields["seed"].flatMap { whole($0, "seed", in: 0...Int.max) }
        let iterations = chosen("iterations").flatMap { whole($0.node, $0.path, in: 1...Int.max) }
        let vus = chosen("vus").flatMap { whole($0.node, $0.path, in: 1...Self.largestPool) }
        // An environment's profile takes of the plan's other keys what fits it.
        let isOwnProfile = environment?["profile"] == nil
        func isBeside(_ key: String) -> Bool { (environment?[key] == nil) == isOwnProfile }
        let stages = stages(chosen("profile"), hasIterations: chosen("iterations") != nil)
        checkOtherEnvironments(fields)
        var load: Load
        switch stages {
        case nil:
            guard chosen("profile") == nil else { return nil }
            load = Load(profile: .closed(seconds: iterations == nil ? 10 : 3600), virtualUsers: vus ?? 10)
            load.iterations = iterations
        case .closed(let stages):
            if let (node, path) = chosen("vus"), isBeside("vus") {
                findings.note(
                    node,
                    path,
                    "the profile's stages say how many virtual users there are: leave one of both out."
                )
            }
            load = Load(
                profile: .closed(seconds: stages.reduce(0) { $0 + $1.seconds }),
                virtualUsers: max(1, stages.reduce(0) { max($0, $1.from, $1.to) })
            )
            let isConstant = stages.allSatisfy { $0.from == load.virtualUsers && $0.to == load.virtualUsers }
            load.userStages = isConstant ? [] : stages
            load.iterations = iterations
        case .open(let rate):
            if let (node, path) = chosen("iterations"), isBeside("iterations") {
                findings.note(
                    node,
                    path,
                    "a profile of rates has its number of iterations: leave this out, or give stages of 'vus'."
                )
            }
            load = Load(
                profile: .open(rate, arrivals: arrivals(fields, seed)),
                virtualUsers: vus ?? min(10_000, max(10, Int(rate.peakRate.rounded(.up))))
            )
        }
        if case .closed = load.profile, isOwnProfile, let node = fields["arrivals"] {
            findings.note(
                node,
                "arrivals",
                "arrivals are of a profile of rates: leave it out, or give stages of 'rate'."
            )
        }
        load.seed = UInt64(seed ?? 0)
        load.warmUpSeconds = warmUp(fields, load.profile.seconds)
        return load
    }

    private func arrivals(_ fields: Fields, _ seed: Int?) -> ArrivalProcess {
        guard let node = fields["arrivals"], let text = constant(node, "arrivals") else { return .uniform }
        switch text {
        case "uniform": return .uniform
        case "poisson": return .poisson(seed: UInt64(seed ?? 1))
        default:
            findings.note(node, "arrivals", "\(Findings.hint(text, ["uniform", "poisson"]))give uniform or poisson.")
            return .uniform
        }
    }

    private func warmUp(_ fields: Fields, _ whole: Double) -> Double {
        guard let node = fields["warmup"], let seconds = seconds(node, "warmup") else { return 0 }
        guard seconds == seconds.rounded(), seconds < whole else {
            findings.note(node, "warmup", "the warm-up is whole seconds, and shorter than the profile.")
            return 0
        }
        return seconds
    }

    /// What a profile of an environment that was not chosen has wrong is an error too.
    private func checkOtherEnvironments(_ fields: Fields) {
        for entry in fields["environments"]?.entries ?? [] where entry.key != options.environment {
            guard let node = entry.value["profile"], !node.isNull else { continue }
            _ = stages((node, "environments.\(entry.key).profile"), hasIterations: true)
        }
    }

    private func stages(_ profile: (node: PlanNode, path: String)?, hasIterations: Bool) -> Stages? {
        guard let (node, path) = profile else { return nil }
        let nodes = node.elements ?? [node]
        guard !nodes.isEmpty else {
            findings.note(node, path, "a profile has stages, such as - {rate: 100, for: 30s}.")
            return nil
        }
        var rates: [RateProfile.Stage] = []
        var users: [UserStage] = []
        var isSound = true
        for (index, node) in nodes.enumerated() {
            let path = node == profile?.node ? path : "\(path)[\(index)]"
            switch stage(node, path, hasIterations: hasIterations) {
            case nil: isSound = false
            case .open(let profile):
                rates += profile.stages
                if !users.isEmpty { isSound = mixed(node, path) }
            case .closed(let stages):
                users += stages
                if !rates.isEmpty { isSound = mixed(node, path) }
            }
        }
        guard isSound else { return nil }
        if !users.isEmpty { return length(users.reduce(0) { $0 + $1.seconds }, node, path) ? .closed(users) : nil }
        let rate = RateProfile(stages: rates)
        guard length(rate.seconds, node, path) else { return nil }
        guard rate.arrivals > 0 else {
            findings.missing(
                node,
                path,
                "the profile calls for no request at all: give a higher rate, or a longer time."
            )
            return nil
        }
        return .open(rate)
    }

    private func length(_ seconds: Double, _ node: PlanNode, _ path: String) -> Bool {
        guard seconds <= 30 * 86_400 else {
            findings.missing(node, path, "all stages together are longer than 30d.")
            return false
        }
        return true
    }

    private func mixed(_ node: PlanNode, _ path: String) -> Bool {
        findings.missing(
            node,
            path,
            "stages of 'rate' and of 'vus' do not mix: a profile is a schedule of arrivals, or a number of virtual users."
        )
        return false
    }
}
