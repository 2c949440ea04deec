/// When windows end. They have one length, but for the last: it stays open while requests that were sent in it are
/// awaited, for at most one length more, so that a run of 30 s has 30 windows of 1 s and not a stray 31st.
struct WindowClock {
    let start: Int64
    let length: Int64
    private let planned: Int64
    /// Number of the window that is open, from 0.
    private(set) var index: Int64 = 0
    private(set) var boundary: Int64

    init(start: Int64, end: Int64, length: Int64) {
        self.start = start
        self.length = max(1, length)
        planned = max(1, (end - start + self.length - 1) / self.length)
        boundary = 0
        boundary = self.boundary(of: 0)
    }

    func isOver(_ now: Int64) -> Bool { now >= boundary }

    /// Goes on to the window that is open at `now`, the next one at least.
    mutating func advance(to now: Int64) {
        repeat {
            index += 1
            boundary = boundary(of: index)
        } while boundary <= now
    }

    private func boundary(of window: Int64) -> Int64 {
        start + (window + (window == planned - 1 ? 2 : 1)) * length
    }
}
