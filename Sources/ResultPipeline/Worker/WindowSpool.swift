/// Messages of one task that wait for the queue: bounded in number and bytes, so that a queue that cannot be reached
/// costs results and says so, but never memory nor load. The oldest go first.
public struct WindowSpool: Sendable {
    /// A message that waits.
    public struct Entry: Equatable, Sendable {
        /// Its position among the task's messages.
        public var sequence: Int
        /// JSON.
        public var body: [UInt8]

        /// Creates an entry.
        public init(sequence: Int, body: [UInt8]) {
            self.sequence = sequence
            self.body = body
        }
    }

    private let maxCount: Int
    private let maxBytes: Int
    private var entries: [Entry] = []
    private var bytes = 0

    /// An empty spool. The defaults hold ten minutes of windows of 1 s, and 16 MiB.
    public init(maxCount: Int = 600, maxBytes: Int = 16 << 20) {
        self.maxCount = max(1, maxCount)
        self.maxBytes = maxBytes
    }

    /// Messages that wait.
    public var count: Int { entries.count }

    /// Adds a message.
    /// - Returns: The entries that had to go to stay within the bounds, oldest first; the newest always stays.
    public mutating func append(_ entry: Entry) -> [Entry] {
        entries.append(entry)
        bytes += entry.body.count
        var end = 0
        while entries.count - end > maxCount || (bytes > maxBytes && entries.count - end > 1) {
            bytes -= entries[end].body.count
            end += 1
        }
        let dropped = Array(entries.prefix(end))
        entries.removeFirst(end)
        return dropped
    }

    /// Takes out the oldest messages: at most `count`, and no more than `bytes` together unless the first alone has more.
    public mutating func take(count: Int, bytes limit: Int) -> [Entry] {
        var end = 0
        var taken = 0
        while end < min(count, entries.count), end == 0 || taken + entries[end].body.count <= limit {
            taken += entries[end].body.count
            end += 1
        }
        bytes -= taken
        defer { entries.removeFirst(end) }
        return Array(entries.prefix(end))
    }
}
