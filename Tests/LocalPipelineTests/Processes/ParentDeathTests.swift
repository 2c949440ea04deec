import FoundationEssentials
import Glibc
import LocalPipeline
import PipelineTestKit
import ResultPipeline
import Testing

@Suite struct ParentDeathTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    @Test(arguments: [SIGKILL, SIGTERM])
    func `workers end when the process that started them is killed`(signal: Int32) async throws {
        let fleet = try ChildRole.fleet(.parent, directory: directory.path)
        let parent = try await fleet.launch(try Sample.header("parent", taskCount: 1)).taskNames[0]
        try await eventually("the start of the workers") {
            (0..<3).allSatisfy { directory.text(of: "logs/orphans-\($0).log").contains("watching") }
        }
        let started = try #require(line("started", in: "logs/parent-0.log"))
        let workers = started.split(separator: " ").dropFirst().map(String.init)
        #expect(workers.count == 3)
        #expect(workers.allSatisfy(isAlive))
        kill(try #require(pid_t(parent)), signal)
        try await eventually("the end of the workers") { !workers.contains(where: isAlive) }
    }

    @Test func `a worker whose lifeline closes ends although its parent lives`() async throws {
        var fleet: ProcessFleet? = try ChildRole.fleet(.worker, directory: directory.path)
        let worker = try #require(try await fleet?.launch(try Sample.header("run", taskCount: 1)).taskNames.first)
        try await eventually("the start of the worker") { directory.text(of: "logs/run-0.log").contains("watching") }
        #expect(isAlive(worker))
        fleet = nil
        try await eventually("the end of the worker") { !isAlive(worker) }
        var status: Int32 = 0
        waitpid(try #require(pid_t(worker)), &status, 0)
        #expect(status >> 8 == 105)
    }

    @Test func `a worker whose parent ended before it could watch is told so`() throws {
        let error = #expect(throws: LocalPipelineError.self) {
            try ParentWatch.begin(environment: ["LOADTESTER_PARENT_PID": "\(getpid())"])
        }
        #expect(error?.code == .parentGone)
    }

    @Test func `a process that no fleet started watches nobody`() throws {
        #expect(try !ParentWatch.begin(environment: [:]))
    }

    private func line(_ prefix: String, in file: String) -> String? {
        directory.text(of: file).split(separator: "\n").first { $0.hasPrefix(prefix) }.map(String.init)
    }
}
