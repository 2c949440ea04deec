public import Constructs

/// Tells a topic when a figure goes above a limit.
public final class Alarm: Component {
    /// An alarm. What is not measured is no alarm.
    /// - Parameters:
    ///   - text: What it means and what to do.
    ///   - limit: The highest value that is none.
    ///   - periods: Minutes in a row.
    public init(
        _ scope: Construct,
        _ id: String,
        name: String,
        text: String,
        _ metric: Metric,
        above limit: Int,
        periods: Int = 1,
        tells topic: AlarmTopic
    ) {
        super.init(
            scope,
            id,
            type: "AWS::CloudWatch::Alarm",
            [
                "AlarmName": .string(name), "AlarmDescription": .string(text), "Namespace": .string(metric.namespace),
                "MetricName": .string(metric.name), "Statistic": .string(metric.statistic),
                "Dimensions": .list(
                    metric.dimensions.sorted { $0.key < $1.key }
                        .map { ["Name": .string($0.key), "Value": .token($0.value)] }
                ),
                "Period": 60, "EvaluationPeriods": .integer(periods), "Threshold": .integer(limit),
                "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "notBreaching",
                "ActionsEnabled": true, "AlarmActions": [.token(topic.arn)],
            ]
        )
        require(periods >= 1, "periods is \(periods); give 1 or more")
    }

    /// Its ARN.
    public var arn: Token { getAtt("Arn") }
}
