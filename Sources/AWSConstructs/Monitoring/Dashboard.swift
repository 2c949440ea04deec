public import Constructs

/// A page of figures.
public final class Dashboard: Component {
    /// One graph.
    public struct Graph: Sendable {
        /// Its heading.
        public var title: String
        /// Its lines.
        public var metrics: [Metric]

        /// A graph.
        public init(_ title: String, _ metrics: [Metric]) {
            self.title = title
            self.metrics = metrics
        }
    }

    /// Grid units of a page, and of a graph.
    private static let columns = 3
    private static let width = 8
    private static let height = 6
    private static let alarmsHeight = 2

    /// A page: the state of alarms, and graphs below, three a row.
    public init(_ scope: Construct, _ id: String, name: Token, alarms: [Alarm], _ graphs: [Graph]) {
        let state = Self.widget(
            "alarm",
            x: 0,
            y: 0,
            width: Self.columns * Self.width,
            height: Self.alarmsHeight,
            ["title": "Alarms", "alarms": .tokens(alarms.map(\.arn))]
        )
        let widgets = graphs.enumerated().map { index, graph in
            Self.widget(
                "metric",
                x: index % Self.columns * Self.width,
                y: Self.alarmsHeight + index / Self.columns * Self.height,
                width: Self.width,
                height: Self.height,
                [
                    "title": .string(graph.title), "region": .token(.region), "period": 60, "view": "timeSeries",
                    "metrics": .list(graph.metrics.map(\.onDashboard)),
                ]
            )
        }
        super.init(
            scope,
            id,
            type: "AWS::CloudWatch::Dashboard",
            ["DashboardName": .token(name), "DashboardBody": .token(.text(of: ["widgets": .list([state] + widgets)]))]
        )
    }

    private static func widget(
        _ type: String,
        x: Int,
        y: Int,
        width: Int,
        height: Int,
        _ properties: Value
    ) -> Value {
        [
            "type": .string(type), "x": .integer(x), "y": .integer(y), "width": .integer(width),
            "height": .integer(height), "properties": properties,
        ]
    }
}
