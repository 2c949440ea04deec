import Glibc
import LoadEngine
import LoadPlan
import Measurement
import ProcessControl

// Runs one of three plans against a URL for some seconds on one loop, closed model, and prints the requests that were completed:
// journey-benchmark plain|step|journey URL SECONDS USERS
func plan(_ kind: String, _ url: TargetURL, seconds: Double, users: Int) -> TestPlan {
    var client = ClientOptions()
    client.loops = 1
    var plan = TestPlan(
        request: RequestSpec(url: url),
        profile: .closed(seconds: seconds),
        virtualUsers: users,
        client: client
    )
    let path = Array(url.requestTarget.utf8)
    switch kind {
    case "step":
        plan.scenarios = [
            Scenario(name: kind, steps: [.request(RequestStep(name: kind, url: Template(url.requestTarget)))])
        ]
    case "journey":
        // A captured value in the path, a made one in a field, one capture and two checks.
        let step = RequestStep(
            name: kind,
            url: Template(parts: [.text(path + Array("?token=".utf8)), .value(.capture("token"), .url)]),
            headers: [
                RequestStep.Field(name: "X-Request", value: Template(parts: [.value(.generator(.counter), .none)]))
            ],
            captures: [Capture(name: "token", source: .jsonPath("$.token"))],
            checks: [
                Check(name: "status", source: .status, predicate: .equals(Template("200"))),
                Check(name: "state", source: .jsonPath("$.state"), predicate: .equals(Template("open"))),
            ]
        )
        plan.scenarios = [Scenario(name: kind, steps: [.request(step)])]
    default: break
    }
    return plan
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let url = try? TargetURL(parsing: arguments[2]), let seconds = Double(arguments[3]),
    let users = Int(arguments[4])
else {
    print("usage: journey-benchmark plain|step|journey URL SECONDS USERS")
    exit(64)
}
let engine = try LoadEngine(plan: plan(arguments[1], url, seconds: seconds, users: users), captures: ["token": "first"])
let total = Total()
// As the command does: a main thread that awaits becomes libdispatch's for signals, which ends valgrind.
_ = try blocking {
    try await engine.prepare()
    return try await engine.run(share: .whole, start: .now, startedAt: 0, windowLength: 1000) { window in
        for endpoint in window.endpoints { total.add(endpoint.counts.completed, failed: endpoint.counts.failed) }
    }
}
var usage = rusage()
getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
let microseconds =
    (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + Int(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
print("{\"completed\": \(total.completed), \"failed\": \(total.failed), \"cpuMicroseconds\": \(microseconds)}")
