import Reporting
import Testing

@Suite("The progress line")
struct ProgressLineTests {
    private var snapshot: ProgressFigures {
        var snapshot = ProgressFigures()
        (snapshot.elapsedSeconds, snapshot.totalSeconds) = (12.9, 30)
        (snapshot.askedPerSecond, snapshot.achievedPerSecond) = (200, 199.8)
        (snapshot.sent, snapshot.p50, snapshot.p99) = (2400, 20.1, 80.2)
        (snapshot.tasksReported, snapshot.tasksRequested) = (2, 2)
        return snapshot
    }

    @Test("it says where the run stands")
    func open() {
        #expect(
            ProgressLine(snapshot).text
                == "  12s/30s  200 of 200 rps  sent 2,400  failed 0  p50 20.1 ms  p99 80.2 ms  tasks 2/2"
        )
    }

    @Test("without a planned rate and without responses it leaves out what there is not")
    func closed() {
        var snapshot = ProgressFigures()
        (snapshot.totalSeconds, snapshot.inFlight, snapshot.tasksRequested) = (2.5, 3, 1)
        #expect(ProgressLine(snapshot).text == "  0s/2.50s  0 rps  sent 0  failed 0  in flight 3  tasks 0/1")
    }

    @Test("a rate of iterations is told as one")
    func iterations() {
        var snapshot = snapshot
        (snapshot.asksIterations, snapshot.askedPerSecond) = (true, 20)
        #expect(ProgressLine(snapshot).text.hasPrefix("  12s/30s  200 rps of 20 iterations/s  sent 2,400"))
    }

    @Test("after the end of the load it says that it waits, and for how long")
    func waiting() {
        var snapshot = ProgressFigures()
        (snapshot.elapsedSeconds, snapshot.totalSeconds, snapshot.inFlight) = (303.7, 300, 4)
        #expect(ProgressLine(snapshot).text.hasPrefix("  5m/5m, waiting for the last results for 3s  0 rps"))
        snapshot.elapsedSeconds = 300.9
        #expect(ProgressLine(snapshot).text.hasPrefix("  5m/5m  0 rps"))
    }

    @Test("redrawn, it stays one line of the terminal", arguments: [1, 20, 80, 300])
    func redraw(width: Int) {
        let text = ProgressLine(snapshot).redraw(width: width)
        #expect(text.hasPrefix("\r\u{1B}[2K  ") || width < 3)
        #expect(text.dropFirst(5).count <= max(width, 2))
        #expect(!text.contains("\n"))
    }
}
