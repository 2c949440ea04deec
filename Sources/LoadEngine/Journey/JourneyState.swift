import JSONPath
import LoadPlan

/// The virtual users of one event loop and what they do: a state machine without I/O, which says what is to be done and is told what
/// came of it. Touched by the loop's thread alone.
final class JourneyState {
    let program: JourneyProgram
    let parts: JourneyProgram.Parts
    let dataSets: [DataRows]
    let userCount: Int
    /// The loop's part of the run, and the task's index.
    let segment: Segment
    let task: Int
    let seed: UInt64
    /// Wall clock minus monotonic clock, nanoseconds: values that tell the time are made from it.
    let wallOffset: Int64

    let users: UnsafeMutablePointer<VirtualUser>
    /// Slot s of user u lies at u × slots + s; the others alike.
    let slots: UnsafeMutablePointer<SlotValue>
    let counters: UnsafeMutablePointer<Int32>
    let groupStarts: UnsafeMutablePointer<Int64>
    let groupIndices: UnsafeMutablePointer<Int32>
    /// Row drawn from each data set; -1 before.
    let rows: UnsafeMutablePointer<Int>

    /// Where the loop counts now: endpoints first, then groups.
    var statistics: UnsafeMutablePointer<WindowStatistics>
    var waking: WakeQueue
    /// The request as it goes out, its content, a value of a response, and a value that was made.
    var output = ByteBuffer(capacity: 16_384)
    var body = ByteBuffer(capacity: 16_384)
    var scratch = ByteBuffer(capacity: 1024)
    var made = ByteBuffer(capacity: 64)
    /// Content of the response being read, as far as it came in one read.
    var content = ByteBuffer(capacity: 65_536)
    /// Whose request `output` holds; -1 for none.
    var outputOwner = -1
    var document = JSONDocument()
    let hosts: [[UInt8]]
    let trace: JourneyTrace?
    /// Trace ids, where requests carry them.
    let tracer: RequestTracer?

    /// Iterations begun in this loop, in the closed model; arrivals passed, in the open one.
    var begun = 0
    /// Iterations of this loop's share; `Int.max` where time ends the load.
    let limit: Int
    /// Virtual users in the middle of an iteration.
    var active = 0
    /// A data set has no rows left, or all iterations have begun: no more will.
    var isExhausted = false

    /// Longer contents are not kept; a request that needs one has failed.
    static let longestContent = 1_048_576
    /// Instructions in a row without a request or a pause, after which a virtual user lets the others go on.
    static let longestStretch = 10_000

    init(
        program: JourneyProgram,
        dataSets: [DataRows],
        users userCount: Int,
        segment: Segment,
        task: Int,
        seed: UInt64,
        iterations: Int?,
        wallOffset: Int64,
        statistics: UnsafeMutablePointer<WindowStatistics>,
        tracer: RequestTracer? = nil,
        trace: JourneyTrace? = nil
    ) {
        self.program = program
        parts = program.parts
        self.dataSets = dataSets
        self.userCount = userCount
        self.segment = segment
        self.task = task
        self.seed = seed
        self.wallOffset = wallOffset
        self.statistics = statistics
        self.trace = trace
        self.tracer = tracer
        limit = iterations.map { segment.share(of: $0) } ?? .max
        isExhausted = limit == 0
        hosts = parts.origins.map { Array($0.host.utf8) }
        waking = WakeQueue(capacity: userCount)
        users = Self.table(userCount, VirtualUser())
        slots = Self.table(userCount * parts.slots.count, SlotValue())
        counters = Self.table(userCount * parts.counters, 0)
        groupStarts = Self.table(userCount * parts.groupDepth, 0)
        groupIndices = Self.table(userCount * parts.groupDepth, 0)
        rows = Self.table(userCount * dataSets.count, -1)
    }

    deinit {
        for user in 0..<userCount {
            users[user].content.discard()
            users[user].kept.discard()
            users[user].path.discard()
        }
        for slot in 0..<userCount * parts.slots.count { slots[slot].discard() }
        users.deinitialize(count: userCount)
        users.deallocate()
        slots.deallocate()
        counters.deallocate()
        groupStarts.deallocate()
        groupIndices.deallocate()
        rows.deallocate()
    }

    private static func table<Element>(_ count: Int, _ value: Element) -> UnsafeMutablePointer<Element> {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        memory.initialize(repeating: value, count: count)
        return memory
    }

    /// Where a group is counted.
    func groupStatistics(_ group: Int) -> UnsafeMutablePointer<WindowStatistics> {
        statistics + (parts.endpoints.count + group)
    }

    /// Bytes that a virtual user takes beside its connection, values that it holds included.
    func footprint(of user: Int) -> Int {
        let count = parts.slots.count
        let held = (0..<count).reduce(0) { $0 + slots[user * count + $1].footprint }
        return MemoryLayout<VirtualUser>.stride + MemoryLayout<SlotValue>.stride * count + held
            + MemoryLayout<Int32>.stride * (parts.counters + parts.groupDepth)
            + MemoryLayout<Int64>.stride * (parts.groupDepth + dataSets.count + 2) + users[user].path.footprint
            + users[user].content.count + users[user].kept.count
    }
}
