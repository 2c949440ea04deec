import Testing

@testable import Reporting

@Suite("Charts of blocks")
struct BlockChartTests {
    @Test("one line of eighths, the largest value at the top")
    func eighths() {
        let values = (0...8).map { Double($0) }
        #expect(BlockChart(values: values, columns: 9).lines == [" ▁▂▃▄▅▆▇█"])
    }

    @Test("what is not nothing shows, and what there is not does not")
    func small() {
        let chart = BlockChart(values: [0.001, nil, .nan, -1, 1000], columns: 5)
        #expect(chart.lines == ["▁   █"])
        #expect(chart.top == 1000)
    }

    @Test("several lines stack from the bottom")
    func rows() {
        #expect(BlockChart(values: [1, 2, 3, 4], columns: 4, rows: 2).lines == ["  ▄█", "▄███"])
    }

    @Test("the newest values are kept, and too few are padded")
    func columns() {
        #expect(BlockChart(values: [8, 1, 2], columns: 2, glyphs: .ascii).lines == ["=#"])
        #expect(BlockChart(values: [1], columns: 3).lines == ["█  "])
        #expect(BlockChart(values: [], columns: 3).lines == ["   "])
        #expect(BlockChart(values: [1], columns: 0).lines == [""])
    }

    @Test("history keeps ten minutes, and nothing from before the first request")
    func history() {
        var history = LiveHistory()
        var figures = ProgressFigures()
        history.add(figures)
        #expect(history.rates.isEmpty)
        figures.elapsedSeconds = 1
        history.add(figures)
        #expect(history.rates.isEmpty)
        figures.sent = 1
        for second in 1...700 {
            (figures.elapsedSeconds, figures.achievedPerSecond) = (Double(second), Double(second))
            history.add(figures)
        }
        #expect(history.rates.count == LiveHistory.limit)
        #expect(history.rates.last == 700)
        #expect(history.p99.count == LiveHistory.limit)
    }
}
