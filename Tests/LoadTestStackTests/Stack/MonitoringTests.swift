import Constructs
import FoundationEssentials
import Testing

@testable import LoadTestStack

@Suite struct MonitoringTests {
    private static let alarms: [(path: String, metric: String, threshold: Int, periods: Int)] = [
        ("DeadLettersAlarm/Resource", "ApproximateNumberOfMessagesVisible", 0, 1),
        ("ProcessorErrorsAlarm/Resource", "Errors", 0, 1),
        ("MessageAgeAlarm/Resource", "ApproximateAgeOfOldestMessage", 300, 2),
    ]

    @Test(arguments: alarms)
    func alarmsTellTheTopic(_ path: String, _ metric: String, _ threshold: Int, _ periods: Int) throws {
        let stack = try Synthesized()
        #expect(stack.property(path, "MetricName") == .string(metric))
        #expect(stack.property(path, "Threshold") == .integer(threshold))
        #expect(stack.property(path, "EvaluationPeriods") == .integer(periods))
        #expect(stack.property(path, "ComparisonOperator") == "GreaterThanThreshold")
        #expect(stack.property(path, "AlarmActions") == [stack.ref("LoadTestAlarms/Resource")])
    }

    @Test func theDashboardsBodyIsJSONOnceItsTokensAreFilledIn() throws {
        let body = try Synthesized().property("LoadTestDashboard/Resource", "DashboardBody")
        guard case .string(let text)? = body?["Fn::Sub"] else {
            Issue.record("the body is no Fn::Sub")
            return
        }
        let filled = text.split(separator: "${").enumerated()
            .map { $0 == 0 ? String($1) : "filled" + $1.drop { $0 != "}" }.dropFirst() }.joined()
        let dashboard = try JSONDecoder().decode(Body.self, from: Data(filled.utf8))
        #expect(dashboard.widgets.map(\.type) == ["alarm"] + Array(repeating: "metric", count: 8))
        // Nothing lies over anything else.
        let places = dashboard.widgets.map { "\($0.x) \($0.y)" }
        #expect(Set(places).count == places.count)
        #expect(dashboard.widgets.allSatisfy { $0.x + $0.width <= 24 })
    }

    private struct Body: Decodable {
        struct Widget: Decodable {
            let type: String
            let x: Int
            let y: Int
            let width: Int
        }
        let widgets: [Widget]
    }
}
