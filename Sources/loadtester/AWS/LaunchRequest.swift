import AWSClient
import FoundationEssentials
import LoadPlan
import ResultPipeline

/// What the command sends to the launcher: the launch payload, from a plan that it can hold by itself.
struct LaunchRequest: Encodable {
    private let targetUrl: String
    private let taskCount: Int
    private let minTasks: Int
    private let vus: Int
    private let rate: Double
    private let duration: Int
    private let testId: String
    private let method: String
    private let headers: [String: String]
    private let body: String?
    private let spot: Bool
    /// - Throws: `UsageError` that names what the launch payload has no field for.
    init(_ plan: TestPlan, tasks: Int, minTasks: Int, testId: String, spot: Bool) throws {
        let request = plan.request
        targetUrl = request.url.href
        taskCount = tasks
        self.minTasks = minTasks
        vus = plan.virtualUsers
        (rate, duration) = try Self.load(plan.profile)
        self.testId = testId
        method = request.method
        var headers: [String: String] = [:]
        for header in request.headers where headers.updateValue(header.value, forKey: header.name) != nil {
            throw UsageError("--header '\(header.name)' is given twice: with --on aws each name may be given once.")
        }
        self.headers = headers
        guard let body = String(validating: request.body, as: UTF8.self) else {
            throw UsageError("--body-file holds bytes that are not UTF-8: with --on aws the body must be text.")
        }
        self.body = body.isEmpty ? nil : body
        self.spot = spot
        guard plan.client == ClientOptions() else {
            throw UsageError(
                "--on aws takes the client's defaults: leave out --timeout, --connect-timeout, --follow-redirects, "
                    + "--no-keepalive, --insecure, --ca-file, --cert, --key, --server-name, --no-session-resumption, --resolve, "
                    + "--proxy, --threads, --traceparent; with --plan-bucket they travel."
            )
        }
        guard plan.precision == .quarterMillisecond else {
            throw UsageError("--precision is not accepted with --on aws: tasks keep to ticks of 250us.")
        }
    }

    /// A constant rate or the closed model, for whole seconds.
    private static func load(_ profile: LoadProfile) throws -> (rate: Double, duration: Int) {
        let seconds = profile.seconds
        guard seconds == seconds.rounded(), seconds >= 1 else {
            throw UsageError("--duration is not accepted with --on aws: give whole seconds.")
        }
        switch profile {
        case .closed: return (0, Int(seconds))
        case .open(let curve, .uniform) where curve == .constant(curve.peakRate, seconds: seconds):
            return (curve.peakRate, Int(seconds))
        case .open: throw UsageError("--stage and --arrivals poisson are not accepted with --on aws: give --rate.")
        }
    }

}

extension Encodable {
    /// A launch payload as JSON.
    func launchPayload() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

/// The launcher's answer.
struct LaunchReply: Decodable {
    let testId: String
    let status: String
    let taskArns: [String]
    let failures: [LaunchFailure]
    let estimatedCostUSD: Double

    /// - Throws: `UsageError` where the launcher refused the payload, ``LauncherFault`` where it failed.
    init(_ answer: LambdaAnswer, of function: String) throws {
        if answer.functionError != nil {
            let failure = try? JSONDecoder().decode(Failure.self, from: Data(answer.payload))
            let message = failure?.errorMessage ?? "it gave no reason; see its log"
            guard failure?.errorType == "invalidPayload" || failure?.errorType == "conflict" else {
                throw LauncherFault(message: "\(function) failed: \(message)")
            }
            throw UsageError(message)
        }
        do {
            self = try JSONDecoder().decode(LaunchReply.self, from: Data(answer.payload))
        } catch {
            throw LauncherFault(message: "\(function) gave an answer that is none of a launcher's: \(error)")
        }
    }

    private struct Failure: Decodable {
        let errorType: String
        let errorMessage: String
    }
}

/// The launcher did not do its part.
struct LauncherFault: Error {
    let message: String
}
