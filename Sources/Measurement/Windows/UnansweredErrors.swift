extension [String: UInt64] {
    /// Labels of requests that failed although a whole response arrived, or that were never sent. Whatever else a target or network
    /// does to a request leaves it without a response.
    private static var beside: Set<String> { ["check_failed", "capture_missing", "body_too_large", "value_missing"] }

    /// Of errors by label: how many requests were sent and got no whole response. `sent = completed +` these.
    public var unanswered: UInt64 {
        reduce(UInt64(0)) { Self.beside.contains($1.key) ? $0 : $0.addingSaturated($1.value) }
    }
}
