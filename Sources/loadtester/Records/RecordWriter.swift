import LoadEngine
import LocalPipeline
import Measurement
import Reporting
import Synchronization

/// Writes the requests of one task into its part of the run's file. A file that takes no more ends the recording, not the load.
final class RecordWriter: RequestRecorder {
    fileprivate struct State {
        var csv: RequestCSV?
        var part: RecordPart?
        /// Rows that wait to be compressed together.
        var block: [UInt8] = []
        var waiting: UInt64 = 0
        var outcome = RecorderOutcome(written: 0, lost: 0)
    }

    private let path: String
    private let task: Int
    private let state = Mutex(State())

    /// Bytes of rows that make a gzip member: enough to compress well, and all that a worker which is killed takes along.
    private static let blockSize = 1 << 20
    /// Records formatted in a row, so that a block does not grow far beyond its size.
    private static let stretch = 4096

    init(path: String, task: Int) {
        self.path = path
        self.task = task
    }

    func begin(_ legend: RecordLegend) {
        state.withLock { state in
            state.csv = RequestCSV(legend, task: task)
            state.block.reserveCapacity(2 * Self.blockSize)
            do throws(LocalPipelineError) {
                state.part = try RecordPart(path: path, header: RequestCSV.header)
            } catch {
                state.stop(error, task)
            }
        }
    }

    func record(_ records: UnsafeBufferPointer<RequestRecord>) {
        state.withLock { state in
            var rest = records[...]
            while !rest.isEmpty, let csv = state.csv, state.part != nil {
                let next = UnsafeBufferPointer(rebasing: rest.prefix(Self.stretch))
                csv.append(next, to: &state.block)
                state.waiting += UInt64(next.count)
                rest = rest.dropFirst(next.count)
                if state.block.count >= Self.blockSize { state.flush(task) }
            }
            state.outcome.lost += UInt64(rest.count)
        }
    }

    func end() -> RecorderOutcome {
        state.withLock { state in
            state.flush(task)
            state.part = nil
            return state.outcome
        }
    }
}

extension RecordWriter.State {
    mutating func flush(_ task: Int) {
        guard let part, !block.isEmpty else { return }
        do throws(LocalPipelineError) {
            try part.append(block)
            outcome.written += waiting
        } catch {
            outcome.lost += waiting
            stop(error, task)
        }
        waiting = 0
        block.removeAll(keepingCapacity: true)
    }

    mutating func stop(_ error: LocalPipelineError, _ task: Int) {
        part = nil
        outcome.trouble = "task \(task) stopped recording requests: \(error.message)"
    }
}
