import ArgumentParser

/// What is sent.
struct RequestArguments: ParsableArguments {
    @Option(name: [.customShort("X"), .long], help: "Request method. Default: GET, or POST with a body.")
    var method: String?

    @Option(
        name: [.customShort("H"), .long],
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Header field; may be given again.", valueName: "Name: value")
    )
    var header: [String] = []

    @Option(parsing: .unconditional, help: ArgumentHelp("Content of the request.", valueName: "text"))
    var body: String?

    @Option(help: ArgumentHelp("File with the content of the request.", valueName: "file"))
    var bodyFile: String?
}

/// How much, and when.
struct LoadArguments: ParsableArguments {
    @Option(
        name: [.customShort("u"), .long],
        parsing: .unconditional,
        help: ArgumentHelp("Virtual users of the whole test: most requests in flight. Default: 10.", valueName: "n")
    )
    var vus: String?

    @Option(
        name: [.customShort("r"), .long],
        parsing: .unconditional,
        help: ArgumentHelp(
            "Requests per second of the whole test: 100, 100/s, 50/1m, 10k. 0: each virtual user sends as soon as its last response is in. Default: 0.",
            valueName: "rate"
        )
    )
    var rate: String?

    @Option(
        name: [.customShort("d"), .long],
        parsing: .unconditional,
        help: ArgumentHelp(
            "Length of the load: 300ms, 90s, 5m, 1h30m, or seconds; at most 30d. Default: 10s.",
            valueName: "duration"
        )
    )
    var duration: String?

    @Option(
        name: [.customShort("s"), .long],
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Ramp to this rate within this time, from --rate on; may be given again. 0s jumps.",
            valueName: "duration:rate"
        )
    )
    var stage: [String] = []

    @Option(
        name: [.customShort("t"), .long],
        parsing: .unconditional,
        help: ArgumentHelp(
            "Worker processes, 1 to 1000; the load is shared out among them. Default: 1.",
            valueName: "n"
        )
    )
    var tasks: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Start with this many tasks when not all are ready in time. Default: all of --tasks.",
            valueName: "n"
        )
    )
    var minTasks: String?

    @Option(help: ArgumentHelp("Spacing of arrivals. Default: uniform.", valueName: "uniform|poisson"))
    var arrivals: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Repeats what is random: Poisson schedules, generated values.", valueName: "n"),
        transform: { try WholeNumber.parse($0, in: 0...UInt64.max) }
    )
    var seed: UInt64?

    @Option(
        help: ArgumentHelp("Pacing: finer costs more CPU. Default: 250us.", valueName: "exact|250us|1ms")
    )
    var precision: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Event loops per task, 1 to 256. Default: cores ÷ tasks.", valueName: "n")
    )
    var threads: String?
}

/// How connections are made and kept.
struct ClientArguments: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("From the send to the last byte of the response. Default: 30s.", valueName: "duration")
    )
    var timeout: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("For a connection with its TLS handshake. Default: 10s.", valueName: "duration")
    )
    var connectTimeout: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Redirects to follow per request, 0 to 50. Default: 0, a 3xx is the result.", valueName: "n")
    )
    var followRedirects: String?

    @Flag(name: [.customShort("k"), .long], help: "Accept any certificate.")
    var insecure = false

    @Option(help: ArgumentHelp("PEM file of certificates to trust instead of the system's.", valueName: "file"))
    var caFile: String?

    @Option(
        help: ArgumentHelp("PEM file with the client's certificate, for targets that ask for one.", valueName: "file")
    )
    var cert: String?

    @Option(help: ArgumentHelp("PEM file with the certificate's private key, not encrypted.", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("Name for SNI and the certificate check, instead of the URL's host.", valueName: "name"))
    var serverName: String?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Connect there instead; may be given again.", valueName: "host:port:address")
    )
    var resolve: [String] = []

    @Option(
        name: [.customShort("x"), .long],
        help: ArgumentHelp(
            "HTTP proxy to go through: http://host:port, or http://user:password@host:port. HTTP_PROXY is not obeyed.",
            valueName: "url"
        )
    )
    var proxy: String?

    @Flag(name: .customLong("no-keepalive"), help: "A new connection for every request.")
    var noKeepalive = false

    @Flag(help: "A full TLS handshake on every connection.")
    var noSessionResumption = false

    @Flag(help: "A traceparent of its own in every request (W3C Trace Context); the report names examples.")
    var traceparent = false
}
