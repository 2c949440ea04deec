import Testing

@testable import Reporting

@Suite("The live screen")
struct LiveViewTests {
    static func example() -> LiveView {
        var figures = ProgressFigures()
        (figures.elapsedSeconds, figures.totalSeconds) = (12.9, 30)
        (figures.askedPerSecond, figures.achievedPerSecond) = (200, 199.8)
        (figures.sent, figures.failed, figures.inFlight) = (2400, 12, 4)
        (figures.p50, figures.p95, figures.p99) = (20.1, 60.24, 80.2)
        figures.last = LiveTimes(p50: 19.8, p95: 55, p99: 1250)
        figures.errors = ["timeout": 3, "connect_refused": 5]
        figures.statusCodes = [200: 2380, 503: 4]
        figures.tasks.running = 2
        figures.tasks.failed = 1
        figures.tasks.troubles = ["task 2: killed by signal 9"]
        var history = LiveHistory()
        for second in 1...12 {
            var point = figures
            point.elapsedSeconds = Double(second)
            point.achievedPerSecond = Double(min(200, second * 40))
            point.last = LiveTimes(p50: 20, p95: 50, p99: Double(second) * 10)
            history.add(point)
        }
        return LiveView(
            testId: "run-1",
            target: "GET http://127.0.0.1:8080/",
            figures: figures,
            history: history,
            notices: ["task 2: killed by signal 9"]
        )
    }

    @Test("on 80 columns and 24 lines it shows all there is")
    func usual() {
        #expect(
            Self.example().lines(on: .init(width: 80, height: 24)) == [
                "run-1  GET http://127.0.0.1:8080/",
                "█████████████████░░░░░░░░░░░░░░░░░░░░░░░  12 s of 30 s",
                "",
                "  rate/s     200 of 200 asked       in flight  4",
                "  sent       2,400                  failed     12 (0.50 %)",
                "  response           p50        p95        p99",
                "  last 1 s       19.8 ms    55.0 ms     1.25 s",
                "  run            20.1 ms    60.2 ms    80.2 ms",
                "  rate/s       ▂▅████████  200",
                "             ▃▆██████████",
                "  p50        ████████████  20.0 ms",
                "  p99              ▁▃▄▅▇█  120 ms",
                "             ▁▃▄▅▇███████",
                "  tasks      2 running, 1 failed",
                "    task 2: killed by signal 9",
                "  errors     connect_refused 5, status 503 4, timeout 3",
                "  note: task 2: killed by signal 9",
            ]
        )
    }

    @Test("on a narrow screen each figure has a line of its own, and long lines are cut")
    func narrow() {
        #expect(
            Self.example().lines(on: .init(width: 36, height: 24)) == [
                "run-1  GET http://127.0.0.1:8080/",
                "████████░░░░░░░░░░░░  12 s of 30 s",
                "",
                "  rate/s     200 of 200 asked",
                "  in flight  4",
                "  sent       2,400",
                "  failed     12 (0.50 %)",
                "  response         p50      p99",
                "  last 1 s     19.8 ms   1.25 s",
                "  run          20.1 ms  80.2 ms",
                "  tasks      2 running, 1 failed",
                "    task 2: killed by signal 9",
                "  errors     connect_refused 5, sta…",
                "  note: task 2: killed by signal 9",
            ]
        )
    }

    @Test("a low screen keeps what matters most")
    func low() {
        #expect(
            Self.example().lines(on: .init(width: 80, height: 3)) == [
                "run-1  GET http://127.0.0.1:8080/",
                "  rate/s     200 of 200 asked       in flight  4",
                "  sent       2,400                  failed     12 (0.50 %)",
            ]
        )
    }

    @Test("it never exceeds the screen", arguments: [1, 2, 10, 35, 59, 60, 80, 132, 500], [1, 5, 12, 24, 60])
    func fits(width: Int, height: Int) {
        let lines = Self.example().lines(on: .init(width: width, height: height))
        #expect(!lines.isEmpty && lines.count <= height)
        #expect(lines.allSatisfy { $0.count <= width })
    }

    @Test("colour adds sequences and no text")
    func colour() {
        let plain = Self.example().lines(on: .init(width: 80, height: 24))
        let coloured = Self.example().lines(on: .init(width: 80, height: 24, isColoured: true))
        #expect(coloured != plain)
        #expect(coloured.map(Self.withoutSequences) == plain)
    }

    @Test("texts of a target cannot steer the terminal")
    func hostile() {
        var view = Self.example()
        view.target = "GET http://x/\u{1B}[2J"
        view.notices = ["\u{1B}]0;title\u{07}\nsecond line"]
        view.figures.errors = ["\u{9B}31m": 1]
        view.figures.tasks.troubles = ["\u{202E}task 1"]
        let text = view.lines(on: .init(width: 80, height: 40)).joined()
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        #expect(!text.contains("\u{202E}"))
    }

    @Test("without a start, without a response and without a planned rate there is nothing made up")
    func beforeTheStart() {
        var figures = ProgressFigures()
        figures.totalSeconds = 90
        figures.tasks.waiting = 3
        let view = LiveView(testId: "r", target: "GET http://x/", figures: figures, history: LiveHistory())
        #expect(
            view.lines(on: .init(width: 70, height: 24)) == [
                "r  GET http://x/",
                "░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  waiting for the start, 90 s of load",
                "",
                "  rate/s     0                      in flight  –",
                "  sent       0                      failed     0 (–)",
                "  no response yet",
                "  tasks      3 waiting",
                "  errors     none",
            ]
        )
    }

    @Test("a rate of iterations is not set beside one of requests")
    func iterations() {
        var view = Self.example()
        view.figures.asksIterations = true
        view.figures.askedPerSecond = 20
        #expect(
            view.lines(on: .init(width: 80, height: 24)).prefix(6).suffix(3) == [
                "  rate/s     200                    in flight  4",
                "  sent       2,400                  failed     12 (0.50 %)",
                "  asked      20 iterations/s",
            ]
        )
    }

    private static func withoutSequences(_ line: String) -> String {
        var result = ""
        var isInside = false
        for character in line {
            if character == "\u{1B}" { isInside = true }
            if !isInside { result.append(character) }
            if character == "m" { isInside = isInside && character != "m" }
        }
        return result
    }
}
