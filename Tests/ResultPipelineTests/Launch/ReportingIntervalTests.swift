import ResultPipeline
import Testing

@Suite("The interval grows with tasks and duration")
struct ReportingIntervalTests {
    @Test(
        "the table",
        arguments: [
            (1, 10, 1), (2, 10, 1), (125, 10, 1), (126, 10, 2), (1000, 10, 8),
            (1, 3600, 1), (2, 3600, 1), (125, 3600, 8), (126, 3600, 8), (1000, 3600, 60),
            (1, 86_400, 2), (2, 86_400, 3), (125, 86_400, 180), (126, 86_400, 182), (1000, 86_400, 1440),
        ] as [(Int, Double, Int)]
    )
    func table(tasks: Int, runSeconds: Double, seconds: Int) {
        #expect(ReportingInterval.seconds(taskCount: tasks, runSeconds: runSeconds) == seconds)
    }

    @Test("no run writes faster, or more, than can be written and read; and none is coarser than that asks for")
    func bounds() {
        func isWithin(_ seconds: Int, _ tasks: Int, _ run: Int, _ bytes: Int) -> Bool {
            tasks * ((bytes + 1023) / 1024) <= 500 * seconds && tasks * ((run + seconds - 1) / seconds) <= 60_000
        }
        for tasks in [1, 2, 3, 7, 59, 125, 126, 333, 999, 1000] {
            for run in [1, 59, 60, 61, 480, 3599, 3600, 3601, 86_399, 86_400, 2_592_000] {
                for bytes in [1, 1024, 4096, 100_000] {
                    let seconds = ReportingInterval.seconds(
                        taskCount: tasks,
                        runSeconds: Double(run),
                        itemBytes: bytes
                    )
                    #expect(isWithin(seconds, tasks, run, bytes))
                    #expect(seconds == 1 || !isWithin(seconds - 1, tasks, run, bytes))
                }
            }
        }
    }

    @Test("senseless values give an interval all the same")
    func senseless() {
        for tasks in [Int.min, -1, 0, .max] {
            for run in [-Double.infinity, -1, .nan, .infinity] {
                for bytes in [Int.min, 0, .max] {
                    #expect(ReportingInterval.seconds(taskCount: tasks, runSeconds: run, itemBytes: bytes) >= 1)
                }
            }
        }
    }
}
