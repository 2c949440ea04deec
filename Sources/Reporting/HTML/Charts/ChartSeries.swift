/// One line of a chart.
struct ChartSeries {
    let name: String
    /// Which colour and dash of the style it has, 1 to 8.
    let look: Int
    /// One value per point of the chart's axis; nil leaves a gap.
    let values: [Double?]
}

/// In what values are shown.
enum ChartUnit: String {
    case milliseconds = "ms"
    case perSecond = "/s"

    func text(_ value: Double) -> String {
        switch self {
        case .milliseconds: value == 0 ? "0" : Quantity.time(milliseconds: value)
        case .perSecond: FixedDecimal.text(value, places: value == value.rounded() ? 0 : value < 10 ? 1 : 0) + "/s"
        }
    }
}

/// The stretches of a run along a horizontal axis.
struct TimeAxis {
    /// First seconds, rising.
    let starts: [Int]
    /// Seconds that each covers.
    let width: Int
    /// Seconds of the axis.
    let seconds: Double

    init(starts: [Int], width: Int, seconds: Double) {
        self.starts = starts
        self.width = max(width, 1)
        self.seconds = max(seconds, Double((starts.last ?? 0) + self.width))
    }

    /// The middle of a stretch, 0…1.
    func share(_ index: Int) -> Double { share(ofSecond: Double(starts[index]) + Double(width) / 2) }

    func share(ofSecond second: Double) -> Double { second / seconds }

    /// Into how many parts the axis is divided, so that most runs get whole seconds.
    var parts: Int { [6, 5, 4].first { seconds.truncatingRemainder(dividingBy: Double($0)) == 0 } ?? 5 }

    /// `45 s`, `1:30`, `1:02:03`.
    static func clock(_ seconds: Double) -> String {
        guard seconds >= 60 else {
            return FixedDecimal.text(seconds, places: seconds == seconds.rounded() ? 0 : 1) + " s"
        }
        let whole = Int(seconds.rounded())
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
    }
}
