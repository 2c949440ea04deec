internal import FoundationEssentials

/// What somebody has typed into the form that starts a run.
struct RunDraft: Sendable, Hashable {
    var targetUrl = ""
    var method = "GET"
    var vus = "10"
    var rate = "0"
    var duration = "10s"
    var taskCount = "1"
    var headers = ""
    var body = ""
    /// A whole plan as JSON, which stands instead of all the others but the tasks; nil where the form has none.
    var plan: String?

    init() {}

    init(_ form: [String: String]) {
        targetUrl = form["targetUrl"] ?? ""
        method = form["method"] ?? "GET"
        (vus, rate, duration) = (form["vus"] ?? "", form["rate"] ?? "", form["duration"] ?? "")
        (taskCount, headers, body) = (form["taskCount"] ?? "", form["headers"] ?? "", form["body"] ?? "")
        plan = form["plan"]
    }

    /// The launch payload that says the same. Whatever is no number stays a string, which the payload's decoder refuses
    /// by the name of the field.
    var payload: [UInt8] {
        if let plan { return planPayload(plan) }
        var members: [String: Value] = ["targetUrl": .text(targetUrl), "method": .text(method)]
        for (name, text) in [("vus", vus), ("rate", rate), ("taskCount", taskCount)] where !text.isEmpty {
            members[name] = Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .text(text)
        }
        if !duration.isEmpty { members["duration"] = Int(duration).map { .number(Double($0)) } ?? .text(duration) }
        if !body.isEmpty { members["body"] = .text(body) }
        let lines = headers.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        if !lines.isEmpty { members["headers"] = .fields(lines.map(Self.field)) }
        return (try? JSONEncoder().encode(members)).map { Array($0) } ?? Array("{}".utf8)
    }

    /// The plan as it was typed: what is wrong with it is told by whoever reads it.
    private func planPayload(_ plan: String) -> [UInt8] {
        let tasks =
            taskCount.isEmpty
            ? "" : #","taskCount":\#(Self.encoded(Int(taskCount).map { .number(Double($0)) } ?? .text(taskCount)))"#
        return Array(#"{"plan":\#(plan)\#(tasks)}"#.utf8)
    }

    private static func encoded(_ value: Value) -> String {
        (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    private static func field(_ line: Substring) -> (String, String) {
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count > 1 ? parts[1].drop { $0 == " " } : ""
        return (String(parts.first ?? ""), String(value))
    }

    private enum Value: Encodable {
        case text(String)
        case number(Double)
        case fields([(String, String)])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number):
                if let whole = Int(exactly: number) {
                    try container.encode(whole)
                } else {
                    try container.encode(number)
                }
            case .fields(let fields):
                // A name given twice: the last one counts, as in a JSON object.
                try container.encode(Dictionary(fields) { $1 })
            }
        }
    }
}

/// The form that starts a run.
struct RunForm {
    let draft: RunDraft
    let formSecret: String
    let problem: String?

    var html: HTML {
        let alert: HTML? = problem.map { "<p class=\"problem\" role=\"alert\">\($0)</p>" }
        return """
            <details id="start"\(problem == nil ? "" : " open")>
            <summary>Start a run</summary>
            \(alert)
            <form method="post" action="/runs" class="run">
            <input type="hidden" name="csrf" value="\(formSecret)">
            <label class="wide">URL under test
            <input name="targetUrl" type="text" required maxlength="8192" placeholder="http://127.0.0.1:8080/" value="\(draft.targetUrl)"></label>
            <label>Method <input name="method" maxlength="32" value="\(draft.method)"></label>
            <label>Virtual users <input name="vus" inputmode="numeric" value="\(draft.vus)"></label>
            <label>Requests/s <span class="hint">0: as fast as responses come</span>
            <input name="rate" inputmode="decimal" value="\(draft.rate)"></label>
            <label>Duration <span class="hint">90s, 5m</span> <input name="duration" value="\(draft.duration)"></label>
            <label>Tasks <input name="taskCount" inputmode="numeric" value="\(draft.taskCount)"></label>
            <label class="wide">Headers <span class="hint">Name: value, one a line</span>
            <textarea name="headers" rows="2">\(draft.headers)</textarea></label>
            <label class="wide">Body <textarea name="body" rows="2">\(draft.body)</textarea></label>
            <button>Start</button>
            </form>
            <form method="post" action="/runs" class="run" id="start-plan">
            <input type="hidden" name="csrf" value="\(formSecret)">
            <label class="wide">Or a whole plan <span class="hint">as in a plan file, in JSON</span>
            <textarea name="plan" rows="4" required placeholder="{&quot;target&quot;: &quot;http://127.0.0.1:8080/&quot;, …}">\(draft.plan ?? "")</textarea></label>
            <label>Tasks <input name="taskCount" inputmode="numeric" value="\(draft.taskCount)"></label>
            <button>Start the plan</button>
            </form>
            </details>
            """
    }
}
