import Glibc
import ProcessControl

// pipeline-benchmark [MESSAGES [TASKS [SECONDS]]], see PipelineBenchmark.
do {
    let sizes = CommandLine.arguments.dropFirst().map { Int($0) ?? -1 }
    guard sizes.count <= 3, sizes.allSatisfy({ $0 >= 0 }), sizes.dropFirst().allSatisfy({ $0 > 0 }) else {
        throw Misuse(description: "give at most three numbers: messages, tasks and seconds")
    }
    let (messages, tasks, seconds) = (sizes.first, sizes.dropFirst().first, sizes.dropFirst(2).first)
    try blocking {
        try await PipelineBenchmark.run(messages: messages ?? 20_000, tasks: tasks ?? 1000, seconds: seconds ?? 3600)
    }
} catch {
    print("error: \(error)")
    exit(1)
}

struct Misuse: Error, CustomStringConvertible {
    let description: String
}
