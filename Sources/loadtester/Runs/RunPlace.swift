import ArgumentParser
import LocalPipeline
import ResultPipeline

/// Where a run takes place.
enum RunPlace: String, CaseIterable, ExpressibleByArgument {
    /// Worker processes of this machine.
    case local
    /// Fargate tasks of a deployment.
    case aws
}

/// Where a run is looked for.
struct PlaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Look there only. Default: this machine, then AWS if a region is set.",
            valueName: "local|aws"
        )
    )
    var on: RunPlace?

    @OptionGroup var data: DataOptions
    @OptionGroup(title: "AWS") var aws: AWSArguments

    /// The place that keeps a run, and the run's header there.
    /// - Throws: `UsageError` where no place that was looked at knows it.
    func find(_ testId: String) async throws -> (runs: RunArchive, header: RunHeader) {
        guard TestID.isValid(testId) else {
            throw UsageError("'\(testId)' is no test id; use 1–\(TestID.maxLength) of A-Z a-z 0-9 . _ -.")
        }
        var places: [String] = []
        for archive in try await archives() {
            if let header = try await archive.registry.header(of: testId) { return (archive, header) }
            places.append(archive.place)
        }
        throw UsageError(
            "there is no run '\(testId)' in \(places.joined(separator: " or ")); 'loadtester runs' lists those there are."
        )
    }

    /// The places to look at, in this order.
    private func archives() async throws -> [RunArchive] {
        switch on {
        case .local: [try .local(data)]
        case .aws: [.aws(try await aws.deployment())]
        case nil: [try .local(data)] + (aws.isConfigured ? [.aws(try await aws.deployment())] : [])
        }
    }
}

/// The runs that one place keeps.
struct RunArchive: Sendable {
    let registry: any RunRegistry
    let store: any ResultStore
    let fleet: any Fleet
    /// For messages: a directory, or a table.
    let place: String

    static func local(_ data: DataOptions) throws -> RunArchive {
        let results = try LocalResults(try data.directory())
        return RunArchive(
            registry: results.registry,
            store: results.store,
            fleet: UnseenFleet(),
            place: results.directory.path
        )
    }

    static func aws(_ deployment: RunDeployment) -> RunArchive {
        RunArchive(
            registry: deployment.registry,
            store: deployment.store,
            fleet: deployment.fleet,
            place: "the table \(deployment.table) on AWS"
        )
    }

    /// Follows runs that others direct.
    func director(allowPartial: Bool) -> RunDirector {
        var options = DirectorOptions()
        options.allowPartial = allowPartial
        return RunDirector(registry: registry, fleet: fleet, queue: nil, store: store, options: options)
    }
}

/// Workers that belong to another command of this machine: they end with it, and only it sees them.
private struct UnseenFleet: Fleet {
    func launch(_ header: RunHeader) async throws -> FleetLaunch { FleetLaunch(taskNames: []) }
    func status(of testId: String) async throws -> [TaskStatus] { [] }
    func stop(_ testId: String) async throws {}
}
