import AWSClient
import FoundationEssentials
import LoadPlan
import ResultPipeline

/// The launch payload in its simple fields.
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

    /// Nil for a plan of which the simple fields do not say all.
    init?(_ plan: TestPlan, tasks: Int, minTasks: Int, testId: String, spot: Bool) {
        let request = plan.request
        guard let (rate, duration) = Self.load(plan.profile),
            let body = String(validating: request.body, as: UTF8.self)
        else { return nil }
        let simple = TestPlan(request: request, profile: plan.profile, virtualUsers: plan.virtualUsers)
        guard simple == plan else { return nil }
        targetUrl = request.url.href
        taskCount = tasks
        self.minTasks = minTasks
        vus = plan.virtualUsers
        (self.rate, self.duration) = (rate, duration)
        self.testId = testId
        method = request.method
        var headers: [String: String] = [:]
        for header in request.headers where headers.updateValue(header.value, forKey: header.name) != nil { return nil }
        self.headers = headers
        self.body = body.isEmpty ? nil : body
        self.spot = spot
    }

    /// A constant rate or the closed model, for whole seconds.
    private static func load(_ profile: LoadProfile) -> (rate: Double, duration: Int)? {
        guard let seconds = Int(exactly: profile.seconds), seconds >= 1 else { return nil }
        switch profile {
        case .closed: return (0, seconds)
        case .open(let curve, .uniform) where curve == .constant(curve.peakRate, seconds: profile.seconds):
            return (curve.peakRate, seconds)
        case .open: return nil
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
