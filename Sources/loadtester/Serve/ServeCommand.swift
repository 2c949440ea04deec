import ArgumentParser
import Dashboard
import FoundationEssentials
import Glibc
import LoadPlan
import LocalPipeline
import ProcessControl
import ResultPipeline

/// `loadtester serve`: the product as one process with pages and an API.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a dashboard: history, live runs, start and stop; takes launch payloads, Lambda's Invoke too.",
        discussion: """
            Runs are those of 'loadtester run' on this machine. Whoever can use the dashboard can start load from here: it
            listens on 127.0.0.1, and elsewhere only with a token.
              aws lambda invoke --endpoint-url http://127.0.0.1:8080 --function-name EcsLoadTestLauncher \\
                --cli-binary-format raw-in-base64-out --payload '{"targetUrl": …}' out.json
            Ctrl-C tells the runs that were started here to stop, and ends when they have.
            """
    )

    @Option(help: ArgumentHelp("IP address to listen at.", valueName: "address"))
    var bind = "127.0.0.1"

    @Option(help: ArgumentHelp("Port to listen at; 0 takes any that is free.", valueName: "n"))
    var port = 8080

    @Option(help: ArgumentHelp("What a client must present. Default: $LOADTESTER_TOKEN, which no process list shows."))
    var token: String?

    @Option(help: ArgumentHelp("A name under which browsers reach this server; may be given again.", valueName: "name"))
    var hostName: [String] = []

    @Option(help: ArgumentHelp("Most runs at a time: those of one machine disturb each other.", valueName: "n"))
    var maxRuns = 1

    @OptionGroup var data: DataOptions

    mutating func run() throws {
        guard (0...65_535).contains(port) else {
            throw UsageError("--port '\(port)' is not accepted: give 0 to 65535.")
        }
        guard (1...100).contains(maxRuns) else {
            throw UsageError("--max-runs '\(maxRuns)' is not accepted: give 1 to 100.")
        }
        ServerLog.quieten()
        let settings: AccessSettings
        do {
            settings = try AccessSettings(
                address: bind,
                token: token ?? ProcessInfo.processInfo.environment["LOADTESTER_TOKEN"],
                hostNames: hostName
            )
        } catch {
            throw UsageError(error.code == .address ? "--bind \(error.message)" : error.message)
        }
        let dashboard = Dashboard(
            try ServePorts(try data.directory()).ports,
            access: settings,
            policy: .local,
            maxRuns: maxRuns,
            onTrouble: { Terminal.error.write("warning: \($0)\n") }
        )
        try serve(dashboard)
    }

    /// Until a signal comes: the first has the runs end in good order, the second ends at once.
    private func serve(_ dashboard: Dashboard) throws {
        let (bind, port) = (bind, port)
        let server = DashboardServer(dashboard, address: bind, port: port)
        let work = Task {
            try await server.run { port in
                let host = bind.contains(":") ? "[\(bind)]" : bind
                Terminal.error.write("Serving http://\(host):\(port)/ – Ctrl-C ends it.\n")
            }
        }
        Signals.onInterrupt { count in
            guard count == 1 else { _exit(ExitStatus.interrupted.rawValue) }
            Terminal.error.write("Ending: runs that were started here are told to stop. Once more ends at once.\n")
            Task {
                await dashboard.close()
                work.cancel()
            }
        }
        do {
            try blocking { try await work.value }
        } catch is CancellationError {
            return
        } catch {
            throw UsageError("--bind \(bind) --port \(port) cannot be listened at: \(error)")
        }
    }
}

/// The local pipeline as the dashboard's ports.
struct ServePorts {
    let ports: RunPorts

    init(_ directory: DataDirectory) throws {
        let results = try LocalResults(directory)
        let database = results.database
        ports = RunPorts(
            registry: results.registry,
            store: results.store,
            fleet: try ProcessFleet(LocalWorkers.command(directory)),
            queue: { testId in SQLiteResultQueue(database, testId: testId, clock: LocalResults.now) },
            readPlan: ServePlans.reading,
            objection: ServePlans.objection
        )
    }
}

/// The HTTP server's own log, on standard error.
enum ServerLog {
    /// Silence unless `LOG_LEVEL` says otherwise: what goes wrong is told by this program. To be called before any thread
    /// is started that reads the environment.
    static func quieten() {
        setenv("LOG_LEVEL", "critical", 0)
    }
}
