import ProcessControl

// See PipelineBenchmark.
do {
    try blocking { try await PipelineBenchmark.run() }
} catch {
    print("error: \(error)")
}
