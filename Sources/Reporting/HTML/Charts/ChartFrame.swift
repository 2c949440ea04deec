/// What surrounds every chart: heading, explanation, legend, readout, the plot with its grid.
struct ChartFrame {
    let id: String
    let kind: String
    let title: String
    /// What it shows, and how to read it: also what a screen reader says instead of the picture.
    let explanation: String
    var legend: [ChartSeries] = []
    var hasLogarithm = false

    func figure(_ plot: HTML) -> HTML {
        let keys: [HTML] = legend.enumerated().map { index, series in
            """
            <button type="button" class="key c\(series.look)" data-series="\(index)" aria-pressed="true">\
            <svg width="26" height="10" aria-hidden="true"><line x1="1" x2="25" y1="5" y2="5"/></svg>\(series.name)</button>

            """
        }
        let toggle: HTML =
            hasLogarithm
            ? #"<button type="button" class="log" aria-pressed="false">Logarithmic scale</button>"# : ""
        return """
            <figure class="chart" id="chart-\(id)" data-chart="\(id)" data-kind="\(kind)">
            <figcaption><h3>\(title)</h3><p id="about-\(id)">\(explanation)</p></figcaption>
            <div class="keys">\(keys)\(toggle)</div>
            <p class="readout" aria-live="polite"></p>
            <div class="plot" tabindex="0" role="group" aria-label="\(title)" aria-describedby="about-\(id)">
            <svg class="axes" width="100%" height="220" role="img" aria-label="\(title): \(explanation)">
            \(plot)</svg></div>
            </figure>

            """
    }

    /// Lines and names of the vertical axis.
    static func grid(_ scale: ChartScale, _ text: (Double) -> String) -> [HTML] {
        scale.ticks.map { tick in
            let y = HTML.raw(ChartPath.percent(1 - scale.share(of: tick)))
            return """
                <line class="grid" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>\
                <text class="y" x="-8" y="\(y)" dy="4">\(text(tick))</text>

                """
        }
    }

    /// Names of the horizontal axis; the script writes others where the view changes.
    static func timeTicks(_ axis: TimeAxis) -> [HTML] {
        (0...axis.parts).map { part in
            let share = Double(part) / Double(axis.parts)
            return """
                <text class="x" x="\(HTML.raw(ChartPath.percent(share)))" y="100%" dy="18" data-part="\(HTML.raw("\(share)"))">\
                \(TimeAxis.clock(share * axis.seconds))</text>

                """
        }
    }
}
