internal import Measurement

/// Writes the messages of one task.
struct MessageAuthor: Sendable {
    let testId: String
    let taskId: String
    let taskIndex: Int
    let taskCount: Int
    let windowLength: Int64

    func message(_ content: ResultMessage.Content, sequence: Int, windowStart: Int64) -> ResultMessage {
        ResultMessage(
            testId: testId,
            taskId: taskId,
            taskIndex: taskIndex,
            taskCount: taskCount,
            sequence: sequence,
            windowStart: windowStart,
            windowLength: windowLength,
            content: content
        )
    }

    /// The JSON of a window, without its exemplars and with as many endpoints folded together as needed to stay within a
    /// message; nil where that is impossible.
    func body(of window: WindowReport, sequence: Int, limit: inout CardinalityLimit) -> [UInt8]? {
        guard var endpoints = try? limit.apply(window.endpoints) else { return nil }
        var exemplars = window.exemplars
        while true {
            let content = ResultMessage.Content.window(
                endpoints: endpoints,
                groups: window.groups,
                generator: window.generator,
                exemplars: exemplars
            )
            let message = message(content, sequence: sequence, windowStart: window.windowStart)
            do throws(MessageError) {
                return try MessageCodec.encode(message)
            } catch {
                let fewer = endpoints.count / 2
                if error.code == .oversized, !exemplars.isEmpty {
                    exemplars = WindowExemplars()
                    continue
                }
                guard error.code == .oversized, endpoints.count > 1,
                    let reduced = try? CardinalityLimit.reduce(endpoints, to: fewer), reduced.count < endpoints.count
                else { return nil }
                endpoints = reduced
            }
        }
    }
}
