/// Task indices as text of ranges, `0-41,43-999`: a start with a thousand tasks takes five bytes instead of five thousand.
enum TaskRanges {
    /// Indices that a task can have.
    static let indices = 0..<1000

    /// The indices in the order in which they stand.
    static func text(_ tasks: [Int]) -> String {
        var ranges: [ClosedRange<Int>] = []
        for task in tasks {
            if let last = ranges.last, last.upperBound + 1 == task {
                ranges[ranges.count - 1] = last.lowerBound...task
            } else {
                ranges.append(task...task)
            }
        }
        return ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
            .joined(separator: ",")
    }

    /// Nil for anything that ``text(_:)`` does not yield from at most a thousand valid indices.
    static func tasks(_ text: String) -> [Int]? {
        var tasks: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: true) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
                indices.contains(first), indices.contains(last), first <= last
            else { return nil }
            tasks += first...last
            guard tasks.count <= indices.count else { return nil }
        }
        return self.text(tasks) == text ? tasks : nil
    }
}
