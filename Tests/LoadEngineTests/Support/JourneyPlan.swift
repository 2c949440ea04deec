import LoadPlan
import Measurement

@testable import LoadEngine

extension TestPlan {
    /// A plan of one scenario against loopback; `rate` 0 is the closed model.
    static func journey(
        _ url: String,
        _ steps: [Step],
        users: Int = 4,
        rate: Double = 0,
        seconds: Double = 10,
        iterations: Int? = nil,
        loops: Int = 1
    ) throws -> TestPlan {
        var plan = try TestPlan.test(url, users: users, rate: rate, seconds: seconds) { $0.loops = loops }
        plan.scenarios = [Scenario(name: "journey", steps: steps)]
        plan.iterations = iterations
        plan.seed = 7
        return plan
    }
}

extension Template {
    /// `parts` in order.
    static func of(_ parts: Part...) -> Template { Template(parts: parts) }
}

extension Template.Part {
    static func text(_ text: String) -> Template.Part { .text(Array(text.utf8)) }
    static func capture(_ name: String, _ escaping: Template.Escaping = .none) -> Template.Part {
        .value(.capture(name), escaping)
    }
    static func column(_ name: String, _ escaping: Template.Escaping = .none) -> Template.Part {
        .value(.column(dataSet: "users", column: name), escaping)
    }
    static func made(_ generator: Generator, _ escaping: Template.Escaping = .none) -> Template.Part {
        .value(.generator(generator), escaping)
    }
}

extension Step {
    static func get(
        _ path: Template,
        name: String? = nil,
        headers: [RequestStep.Field] = [],
        captures: [Capture] = [],
        checks: [Check] = []
    ) -> Step {
        .request(
            RequestStep(
                name: name ?? "GET \(String(decoding: path.constant ?? [], as: UTF8.self))",
                url: path,
                headers: headers,
                captures: captures,
                checks: checks
            )
        )
    }

    static func get(_ path: String, captures: [Capture] = [], checks: [Check] = []) -> Step {
        get(Template(path), captures: captures, checks: checks)
    }
}

extension Check {
    static func status(_ code: Int, failsRequest: Bool = true) -> Check {
        Check(name: "status", source: .status, predicate: .equals(Template("\(code)")), failsRequest: failsRequest)
    }
}

extension EngineRun {
    /// An endpoint's counts in all windows.
    func counts(_ name: String) -> RequestCounts {
        windows.flatMap(\.endpoints).filter { $0.name == name }.reduce(into: RequestCounts()) { $0 += $1.counts }
    }

    /// The counts of a check in all windows.
    func check(_ name: String) -> CheckCounts {
        windows.flatMap(\.endpoints).compactMap { $0.checks[name] }.reduce(into: CheckCounts()) { $0 += $1 }
    }

    /// Errors that left no whole response.
    var networkErrors: UInt64 {
        errors.filter { !["check_failed", "capture_missing", "body_too_large", "value_missing"].contains($0.key) }
            .values.reduce(0, +)
    }

    /// The sums that hold of every run.
    var addsUp: Bool {
        counts.scheduled == counts.sent + counts.dropped && counts.sent == counts.completed + networkErrors
    }
}
