/// Lines over the time of the run.
struct TimeChart {
    let frame: ChartFrame
    let axis: TimeAxis
    let unit: ChartUnit
    let series: [ChartSeries]
    let marks: TimeMarks

    init(
        id: String,
        title: String,
        explanation: String,
        axis: TimeAxis,
        unit: ChartUnit,
        series: [ChartSeries],
        marks: TimeMarks
    ) {
        frame = ChartFrame(
            id: id,
            kind: "time",
            title: title,
            explanation: explanation,
            legend: series,
            hasLogarithm: unit == .milliseconds
        )
        self.axis = axis
        self.unit = unit
        self.series = series
        self.marks = marks
    }

    private var values: [Double] { series.flatMap { $0.values.compactMap { $0 } } }

    var html: HTML {
        let linear = scaled(.linear(to: values.max() ?? 0), isShown: true)
        let smallest = values.filter { $0 > 0 }.min() ?? 0
        let logarithmic =
            frame.hasLogarithm ? scaled(.logarithmic(from: smallest, to: values.max() ?? 0), isShown: false) : ""
        return frame.figure(
            """
            \(marks.html(axis, named: true))\(linear)\(logarithmic)\(ChartFrame.timeTicks(axis))\
            <line class="cursor off" y1="0" y2="100%"/><rect class="selection off" y="0" height="100%"/>

            """
        )
    }

    private func scaled(_ scale: ChartScale, isShown: Bool) -> HTML {
        let lines: [HTML] = series.enumerated().map { index, series in
            let points = series.values.enumerated().map { (axis.share($0.offset), $0.element.map(scale.share)) }
            return """
                <path class="line c\(series.look)" data-s="\(index)" d="\(HTML.raw(ChartPath.line(points)))"/>

                """
        }
        return """
            <g class="\(HTML.raw(isShown ? "linear" : "logarithmic off"))">\(ChartFrame.grid(scale, unit.text))\
            <svg class="inner" width="100%" height="100%" viewBox="0 0 1000 1000" preserveAspectRatio="none">
            \(lines)</svg></g>

            """
    }

    /// For the script's readout.
    var data: JSONNode {
        .object([
            ("unit", .string(unit.rawValue)),
            (
                "series",
                .array(
                    series.map { series in
                        .object([
                            ("name", .string(series.name)),
                            ("values", .array(series.values.map { $0.map { .number(Self.rounded($0)) } ?? .null })),
                        ])
                    }
                )
            ),
        ])
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
