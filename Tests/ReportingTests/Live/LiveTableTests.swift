import Testing

@testable import Reporting

/// Groups of steps and endpoints on the live screen.
struct LiveTableTests {
    private static func place(_ name: String, _ count: UInt64, failed: UInt64 = 0) -> LivePlace {
        LivePlace(
            name: name,
            perSecond: Double(count) / 10,
            count: count,
            failed: failed,
            last: count > 0 ? LiveTimes(p50: 120, p95: 250.4, p99: 1250) : nil,
            run: count > 0 ? LiveTimes(p50: 110, p95: 240, p99: 900) : nil
        )
    }

    private static func view(groups: [LivePlace] = [], endpoints: [LivePlace] = []) -> LiveView {
        var view = LiveViewTests.example()
        (view.figures.groups, view.figures.endpoints) = (groups, endpoints)
        return view
    }

    private static func rows(_ view: LiveView, width: Int, height: Int) -> [String] {
        let lines = view.lines(on: .init(width: width, height: height))
        #expect(lines.count <= height && lines.allSatisfy { $0.count <= width })
        return lines
    }

    @Test("groups stand below the times of all requests, the last window beside the run")
    func groups() {
        let view = Self.view(groups: [
            Self.place("browse", 400), Self.place("checkout", 100), Self.place("none yet", 0),
        ])
        let lines = Self.rows(view, width: 80, height: 30)
        let first = lines.firstIndex { $0.contains("groups") } ?? 0
        #expect(
            lines.dropFirst(first - 1).prefix(5) == [
                "  run            20.1 ms    60.2 ms    80.2 ms",
                "  groups     done/s  last p50      p95      p99  run p50      p95      p99",
                "  browse         40    120 ms   250 ms   1.25 s   110 ms   240 ms   900 ms",
                "  checkout       10    120 ms   250 ms   1.25 s   110 ms   240 ms   900 ms",
                "  none yet        0         –        –        –        –        –        –",
            ]
        )
    }

    @Test("failures have a column where there are any, in colour too")
    func failures() {
        let view = Self.view(endpoints: [Self.place("GET /", 400), Self.place("GET /cart", 100, failed: 7)])
        let lines = Self.rows(view, width: 80, height: 30)
        #expect(lines.contains("  endpoints  sent/s  failed last p50     p95     p99 run p50     p95     p99"))
        #expect(lines.contains("  GET /cart      10       7   120 ms  250 ms  1.25 s  110 ms  240 ms  900 ms"))
        let coloured = view.lines(on: .init(width: 80, height: 30, isColoured: true))
        #expect(coloured.contains { $0.contains("GET /cart") && $0.contains("\u{1B}[31m7\u{1B}[0m") })
    }

    @Test("a plan without groups and with one endpoint has no table")
    func nothing() {
        let lines = Self.rows(Self.view(), width: 80, height: 60)
        #expect(!lines.contains { $0.contains("groups") || $0.contains("endpoints") })
    }

    @Test(
        "a narrow screen leaves out columns, then the table",
        arguments: [
            (80, "  groups              done/s last p50     p95     p99 run p50     p95     p99"),
            (64, "  groups              done/s last p50     p99 run p50     p99"),
            (50, "  groups               done/s  last p99  run p99"),
            (38, "  groups              done/s last p99"),
            (28, "  groups              done/s"),
            (24, nil),
        ] as [(Int, String?)]
    )
    func narrow(width: Int, heading: String?) {
        let view = Self.view(groups: [Self.place("browse the catalog", 400)])
        #expect(Self.rows(view, width: width, height: 40).first { $0.contains("groups") } == heading)
    }

    @Test("a long name is cut before a column is left out, and nothing reaches beyond the screen")
    func longNames() {
        let view = Self.view(groups: [Self.place(String(repeating: "a very long name ", count: 20), 400)])
        let lines = Self.rows(view, width: 80, height: 30)
        #expect(lines.contains { $0.hasPrefix("  a very long name a v…      40   120 ms") && $0.hasSuffix("  900 ms") })
    }

    @Test(
        "only as many rows as there is room for, the busiest, in their order",
        arguments: [
            // height, rows of the table, how many are left out
            (60, 20, nil), (40, 20, nil), (39, 18, 2), (30, 9, 11), (24, 5, 15), (20, 7, 13), (16, 3, 17), (13, 0, nil),
        ] as [(Int, Int, Int?)]
    )
    func low(height: Int, rows: Int, leftOut: Int?) {
        let groups = (0..<20).map { Self.place("group \($0 + 10)", UInt64($0 * 7 % 20 + 1)) }
        let lines = Self.rows(Self.view(groups: groups), width: 80, height: height)
        let shown = lines.filter { $0.contains("group ") }.map { String($0.dropFirst(2).prefix(8)) }
        #expect(shown.count == rows)
        #expect(lines.first { $0.contains("    and ") } == leftOut.map { "    and \($0) more" })
        let busiest = groups.sorted { $0.count > $1.count }.prefix(rows).map(\.name).sorted()
        #expect(shown == busiest)
    }

    @Test("what tells how the run fares stays where there is no room for tables")
    func priorities() {
        let places = (0..<9).map { Self.place("p \($0)", 9) }
        let lines = Self.rows(Self.view(groups: places, endpoints: places), width: 80, height: 13)
        for words in ["12 s of 30 s", "200 of 200 asked", "last 1 s", "2 running, 1 failed", "connect_refused 5"] {
            #expect(lines.contains { $0.contains(words) })
        }
    }

    @Test("both tables fit on any screen", arguments: [1, 18, 40, 79, 80, 132], [1, 5, 12, 20, 24, 50])
    func fits(width: Int, height: Int) {
        let places = (0..<30).map { Self.place("place \($0)", UInt64($0), failed: UInt64($0 % 2)) }
        #expect(!Self.rows(Self.view(groups: places, endpoints: places), width: width, height: height).isEmpty)
    }

    @Test("names of a plan cannot steer the terminal")
    func hostile() {
        let view = Self.view(groups: [Self.place("a\u{1B}[2J\nb", 1)])
        let text = Self.rows(view, width: 80, height: 40).joined()
        #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }

    @Test("characters that take two columns are counted as two, whole and cut")
    func wideNames() {
        let view = Self.view(groups: [
            Self.place("決済", 400), Self.place("日本語のとても長いグループの名前です", 40), Self.place("pay 🚀", 1),
        ])
        let lines = Self.table(view, width: 80)
        #expect(
            lines == [
                "  groups                 done/s last p50     p95     p99 run p50     p95     p99",
                "  決済                       40   120 ms  250 ms  1.25 s  110 ms  240 ms  900 ms",
                "  日本語のとても長いグ…       4   120 ms  250 ms  1.25 s  110 ms  240 ms  900 ms",
                "  pay 🚀                      0   120 ms  250 ms  1.25 s  110 ms  240 ms  900 ms",
            ]
        )
        #expect(lines.allSatisfy { DisplayWidth.of($0) == 80 })
    }

    private static func table(_ view: LiveView, width: Int) -> [String] {
        Array(view.lines(on: .init(width: width, height: 40)).drop { !$0.contains("groups") }.prefix(4))
    }
}
