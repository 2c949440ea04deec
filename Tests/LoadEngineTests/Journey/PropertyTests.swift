import LoadPlan
import Testing

@testable import LoadEngine

/// What holds whatever the plan and the number of tasks, on numbers drawn at random with a fixed seed.
@Suite struct PropertyTests {
    private struct Draw: Sendable {
        var tasks: Int
        var loops: Int
        var users: Int
        var rows: Int
    }

    private static let draws: [Draw] = {
        var random = SplitMix64(seed: 2026)
        return (0..<40).map { _ in
            Draw(
                tasks: .random(in: 1...9, using: &random),
                loops: .random(in: 1...4, using: &random),
                users: .random(in: 1...60, using: &random),
                rows: .random(in: 1...200, using: &random)
            )
        }
    }()

    /// Every loop's part of the run, as the engine cuts it.
    private static func segments(_ draw: Draw) -> [Segment] {
        let tasks = min(draw.tasks, draw.users)
        return (0..<tasks).flatMap { index -> [Segment] in
            let share = Segment(index: index, of: tasks)
            let active = max(1, min(draw.loops, share.share(of: draw.users)))
            return (0..<active).map { share.part($0, of: active) }
        }
    }

    private static func program(_ weights: [Int]) throws -> JourneyProgram {
        let plan = try TestPlan.test("http://127.0.0.1:9/")
        let scenarios = weights.enumerated().map { index, weight in
            Scenario(name: "\(index)", weight: weight, steps: [.get("/\(index)")])
        }
        return try JourneyCompiler.compile(plan, scenarios: scenarios)
    }

    private static func state(_ program: JourneyProgram, _ segment: Segment, _ data: [DataRows], iterations: Int?)
        -> JourneyState
    {
        let layout = program.layout
        let memory = UnsafeMutablePointer<WindowStatistics>.allocate(capacity: layout.count)
        return JourneyState(
            program: program,
            dataSets: data,
            users: 1,
            segment: segment,
            task: 0,
            seed: 1,
            iterations: iterations,
            wallOffset: 0,
            statistics: memory
        )
    }

    @Test func noTwoIterationsAnywhereDrawTheSameUniqueRowAndAllRowsAreDrawn() throws {
        let program = try Self.program([1])
        for draw in Self.draws {
            let text = "id\n" + (0..<draw.rows).map { "\($0)\n" }.joined()
            let file = try DataFile(text)
            let data = [try DataRows(file.dataSet(columns: ["id"], rows: draw.rows))]
            var drawn: [Int] = []
            for segment in Self.segments(draw) {
                let state = Self.state(program, segment, data, iterations: nil)
                var number = 0
                while state.begin(0, iteration: number) {
                    drawn.append(state.rows[0])
                    number += 1
                }
                #expect(state.isExhausted)
                state.statistics.deallocate()
            }
            #expect(drawn.sorted() == Array(0..<draw.rows), "\(draw)")
        }
    }

    @Test func sharesOfIterationsAreTogetherTheWhole() throws {
        let program = try Self.program([1])
        for draw in Self.draws {
            var total = 0
            for segment in Self.segments(draw) {
                let state = Self.state(program, segment, [], iterations: draw.rows)
                total += state.limit
                state.statistics.deallocate()
            }
            #expect(total == draw.rows, "\(draw)")
        }
    }

    @Test func anIterationTakesItsScenarioWhateverTheNumberOfTasks() throws {
        let weights = [5, 1, 3]
        let program = try Self.program(weights)
        let whole = (0..<900).map { program.order.scenario(of: $0) }
        #expect(weights.indices.allSatisfy { scenario in whole.count { $0 == scenario } == weights[scenario] * 100 })
        for draw in Self.draws {
            var taken = [Int?](repeating: nil, count: 900)
            for segment in Self.segments(draw) {
                let state = Self.state(program, segment, [], iterations: 900)
                for number in 0..<state.limit { taken[segment.global(number)] = state.scenario(ofLocal: number) }
                state.statistics.deallocate()
            }
            #expect(taken == whole, "\(draw)")
        }
    }

    @Test func aVirtualUserIsSmall() throws {
        // Ten captures of 64 bytes, loops, groups and a data set: more than a usual journey has.
        let captures = (0..<10).map { Capture(name: "c\($0)", source: .body) }
        let steps: [Step] = [
            .group(name: "g", steps: [.repeat(count: 2, steps: [.get("/a", captures: captures)])]),
            .get("/b", checks: [.status(200)]),
        ]
        let plan = try TestPlan.journey("http://127.0.0.1:9", steps)
        let program = try JourneyCompiler.compile(plan, scenarios: plan.scenarios)
        let file = try DataFile("id\n1\n")
        let state = Self.state(program, .whole, [try DataRows(file.dataSet(columns: ["id"], rows: 1))], iterations: nil)
        defer { state.statistics.deallocate() }
        for slot in 0..<10 {
            [UInt8](repeating: 65, count: 64).withUnsafeBytes { state.slots[slot].set($0) }
        }
        #expect(state.footprint(of: 0) <= 4096, "\(state.footprint(of: 0)) bytes")
        #expect(MemoryLayout<Connection>.stride <= 512)
    }

    @Test func rowsOfALongFileAreFound() throws {
        let count = 50_000
        let file = try DataFile("id,name\n" + (0..<count).map { "\($0),n\($0)\n" }.joined())
        let data = try DataRows(file.dataSet(columns: ["name", "id"], rows: count))
        #expect(data.count == count)
        for row in [0, 1, count / 2, count - 1] {
            data.withValue(column: 0, row: row) { value in
                #expect(value.map { String(decoding: $0, as: UTF8.self) } == "n\(row)")
            }
        }
    }
}
