import ArgumentParser
import LoadPlan

/// Where a run's metrics go while it goes on.
struct MetricsArguments: ParsableArguments {
    @Option(
        name: .customLong("metrics"),
        help: ArgumentHelp(
            "Serve Prometheus metrics at http://ADDRESS:PORT/metrics meanwhile.",
            valueName: "address:port"
        )
    )
    var listener: String?

    @Option(
        name: .customLong("otlp"),
        help: ArgumentHelp("Send OpenTelemetry metrics there (OTLP/HTTP, JSON).", valueName: "url")
    )
    var collector: String?

    /// Nil where no metrics are wanted.
    /// - Throws: `UsageError`.
    func outlet() throws -> MetricsOutlet? {
        guard listener != nil || collector != nil else { return nil }
        ServerLog.quieten()
        return MetricsOutlet(
            listener: try listener.map(Self.address),
            collector: try collector.map { text in
                guard let url = try? TargetURL(parsing: text), url.userInfo == nil else {
                    throw UsageError(
                        "--otlp '\(CredentialText.hidden(url: text))' is not accepted: give a URL such as http://127.0.0.1:4318/v1/metrics."
                    )
                }
                return url.href
            }
        )
    }

    private static func address(_ text: String) throws -> (String, Int) {
        let problem = UsageError(
            "--metrics '\(text)' is not accepted: give an address and a port, such as 127.0.0.1:9090."
        )
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (0...65_535).contains(port)
        else { throw problem }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard IPAddress(host) != nil else { throw problem }
        return (host, port)
    }
}
