internal import Measurement

/// What is marked on every chart over time: where stages begin, and where the target stalled.
struct TimeMarks {
    /// Names beyond these would overlap; the lines are drawn all the same, and the table of the plan has every one.
    private static let mostNamed = 8

    let stages: [RunDocument.StageMark]
    let stalls: [Stall]

    func html(_ axis: TimeAxis, named: Bool) -> [HTML] {
        let shades: [HTML] = stalls.prefix(20).map { stall in
            let (begin, end) = (Double(stall.second), min(Double(stall.end), axis.seconds))
            let (x, width) = (axis.share(ofSecond: begin), axis.share(ofSecond: end - begin))
            return """
                <rect class="stall" y="0" height="100%" x="\(HTML.raw(ChartPath.percent(x)))" \
                width="\(HTML.raw(ChartPath.percent(width)))" data-from="\(stall.second)" data-to="\(stall.end)">\
                <title>The target stalled here</title></rect>

                """
        }
        let lines: [HTML] = stages.dropFirst().enumerated().map { index, stage in
            let x = HTML.raw(ChartPath.percent(axis.share(ofSecond: stage.second)))
            let name: HTML =
                named && index < Self.mostNamed
                ? #"<text class="stage" x="\#(x)" y="0" dx="4" dy="11" data-at="\#(HTML.raw("\(stage.second)"))">\#(stage.label, limit: 40)</text>"#
                : ""
            return """
                <line class="stage" x1="\(x)" x2="\(x)" y1="0" y2="100%" data-at="\(HTML.raw("\(stage.second)"))">\
                <title>\(stage.label)</title></line>\(name)

                """
        }
        return shades + lines
    }
}
