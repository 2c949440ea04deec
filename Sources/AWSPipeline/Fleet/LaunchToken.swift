internal import Crypto

/// Names attempts to start a task, so that an attempt made twice, by whomever, starts one task.
///
/// ECS answers a token that it has seen with the outcome it had, a refusal for want of capacity included. Hence attempt
/// 0 has the token of "testId:index", and only after its refusal comes that of "testId:index:1", and so on. Everybody who
/// launches the run walks the same tokens in the same order and therefore meets the task that another has started.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html
enum LaunchToken {
    /// 64 lower-case hexadecimal digits.
    static func of(_ testId: String, _ taskIndex: Int, attempt: Int) -> String {
        let name = "\(testId):\(taskIndex)" + (attempt == 0 ? "" : ":\(attempt)")
        let digits = Array("0123456789abcdef".utf8)
        let hex = SHA256.hash(data: Array(name.utf8)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: hex, as: UTF8.self)
    }
}
