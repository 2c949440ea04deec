internal import Measurement

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Musl
#endif

/// Times by percentile on HdrHistogram's axis, log 1/(1 − p): every further nine takes the same room, so that the tail is seen.
struct PercentileChart {
    private static let mostDecades = 6.0
    private static let pointsPerDecade = 24.0

    /// Powers of ten of 1/(1 − p) at the right end.
    private let decades: Double
    private let positions: [Double]
    private let series: [ChartSeries]

    init(response: Histogram, service: Histogram) {
        decades = min(Self.mostDecades, max(1, log10(Double(max(response.count, 10)))))
        let positions = Array(stride(from: 0, through: decades, by: 1 / Self.pointsPerDecade)) + [decades]
        self.positions = positions
        func values(_ histogram: Histogram) -> [Double] {
            positions.map { Double(histogram.value(atPercentile: Self.percentile(at: $0))) / 1000 }
        }
        series = [
            ChartSeries(name: "response time", look: 1, values: values(response)),
            ChartSeries(name: "service time", look: 2, values: values(service)),
        ]
    }

    private static func percentile(at position: Double) -> Double { 100 * (1 - pow(10, -position)) }

    var html: HTML {
        let frame = ChartFrame(
            id: "percentiles",
            kind: "curve",
            title: "Latency by percentile",
            explanation:
                "How long requests took, from the median on the left to the slowest on the right: at 99 %, one of a "
                + "hundred took longer. Where response time lies above service time, requests waited before they could be sent.",
            legend: series,
            hasLogarithm: true
        )
        let all = series.flatMap { $0.values.compactMap { $0 } }
        return frame.figure(
            """
            \(scaled(.linear(to: all.max() ?? 0), series, isShown: true))\
            \(scaled(.logarithmic(from: all.filter { $0 > 0 }.min() ?? 0, to: all.max() ?? 0), series, isShown: false))\
            \(ticks)<line class="cursor off" y1="0" y2="100%"/>

            """
        )
    }

    private func scaled(_ scale: ChartScale, _ series: [ChartSeries], isShown: Bool) -> HTML {
        let lines: [HTML] = series.enumerated().map { index, series in
            let points = zip(positions, series.values).map { ($0 / decades, $1.map(scale.share)) }
            return #"<path class="line c\#(series.look)" data-s="\#(index)" d="\#(HTML.raw(ChartPath.line(points)))"/>"#
        }
        return """
            <g class="\(HTML.raw(isShown ? "linear" : "logarithmic off"))">\
            \(ChartFrame.grid(scale, ChartUnit.milliseconds.text))\
            <svg class="inner" width="100%" height="100%" viewBox="0 0 1000 1000" preserveAspectRatio="none">
            \(lines)</svg></g>

            """
    }

    private var ticks: [HTML] {
        let named: [(Double, String)] = [
            (0, "0 %"), (0.30103, "50 %"), (1, "90 %"), (2, "99 %"), (3, "99.9 %"), (4, "99.99 %"), (5, "99.999 %"),
            (6, "99.9999 %"),
        ]
        return named.filter { $0.0 <= decades + 0.001 }.map { position, name in
            let x = HTML.raw(ChartPath.percent(position / decades))
            return """
                <line class="grid" x1="\(x)" x2="\(x)" y1="0" y2="100%"/>\
                <text class="x" x="\(x)" y="100%" dy="18">\(name)</text>

                """
        }
    }

    /// For the script's readout.
    var data: JSONNode {
        .object([
            ("unit", .string("ms")),
            ("decades", .number(decades)),
            ("positions", .array(positions.map { .number(($0 * 10_000).rounded() / 10_000) })),
            (
                "series",
                .array(
                    series.map { series in
                        .object([
                            ("name", .string(series.name)),
                            ("values", .array(series.values.map { .number($0 ?? 0) })),
                        ])
                    }
                )
            ),
        ])
    }
}
