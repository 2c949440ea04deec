import FoundationEssentials
import LoadPlan
import PlanFile
import Testing

@Suite("Plans as they travel to the tasks")
struct RoundTripTests {
    @Test("what is encoded is decoded to the same plan")
    func whole() throws {
        let bench = PlanBench()
        try bench.write("users.csv", "name,password\nada,one\n")
        let plan = try bench.read(WholePlanTests.text)
        let data = try JSONEncoder().encode(plan)
        #expect(try JSONDecoder().decode(TestPlan.self, from: data) == plan)
    }

    @Test("so are profiles of random stages, and their arrivals are those of the sum", arguments: 0..<50)
    func profiles(round: UInt64) throws {
        var state = round &* 6_364_136_223_846_793_005 &+ 99
        func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var lines: [String] = []
        var expected = 0.0
        for _ in 0...draw(5) {
            let (from, to, seconds) = (draw(500), draw(500) + 1, draw(60) + 1)
            switch draw(4) {
            case 0:
                lines.append("  - {rate: \(from)..\(to), for: \(seconds)s}")
                expected += Double(from + to) / 2 * Double(seconds)
            case 1:
                lines.append("  - {burst: \(to)}")
                expected += Double(to)
            case 2:
                lines.append("  - {spike: \(from)..\(to), for: \(seconds)s}")
                expected += Double(from + to) / 2 * Double(seconds)
            default:
                let steps = draw(9) + 2
                lines.append("  - {step: \(from)..\(from + 10 * (steps - 1)), by: 10, for: \(seconds)s}")
                expected += Double(2 * from + 10 * (steps - 1)) / 2 * Double(seconds)
            }
        }
        let plan = try PlanBench().read("target: http://a.example\nprofile:\n\(lines.joined(separator: "\n"))\n")
        #expect(abs(Double(plan.profile.arrivals ?? 0) - expected) <= 1)
        let data = try JSONEncoder().encode(plan)
        #expect(try JSONDecoder().decode(TestPlan.self, from: data) == plan)
    }

    @Test("a preview says what would be sent, and never a secret")
    func preview() throws {
        let bench = PlanBench()
        try bench.write("users.csv", "name,password\nada,one\u{1B}[31m\n")
        let plan = try bench.read(WholePlanTests.text) { $0.processEnvironment = ["API_KEY": "hunter2"] }
        let text = PlanPreview(plan, tasks: 3).text
        #expect(
            text.contains("Load       20100 iterations in 100.001s, Poisson, by at most 300 virtual users in 3 tasks\n")
        )
        #expect(text.contains("from 0s for 30s: 0/s to 200/s, 3000 iterations\n"))
        #expect(text.contains("Per task   6700 + 6700 + 6700 iterations\n"))
        #expect(text.contains("Data       users: 1 rows of name, password; unique, then no more\n"))
        #expect(text.contains("  POST https://api.example.com/v1/login\n"))
        #expect(text.contains("X-Key: (secret)\n"))
        #expect(text.contains(#"{"user":"ada","password":"one\u001b[31m","#))
        #expect(text.contains("GET https://api.example.com/v1/items/ada?page=2&q=a%20b&tag=x&tag=y\n"))
        #expect(text.contains("    while ${left} > 0, at most 5 times\n"))
        #expect(text.contains("DELETE https://api.example.com/v1/admin/session/${admin}\n"))
        #expect(!text.contains("hunter2") && !text.contains("\u{1B}"))
    }
}
