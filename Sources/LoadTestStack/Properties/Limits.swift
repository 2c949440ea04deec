/// Sizes of Fargate tasks.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
enum FargateSize {
    /// MiB that go with CPU units; nil for units that Fargate does not have.
    static func memory(ofCpu units: Int) -> [Int]? {
        switch units {
        case 256: [512, 1024, 2048]
        case 512: Array(stride(from: 1024, through: 4096, by: 1024))
        case 1024: Array(stride(from: 2048, through: 8192, by: 1024))
        case 2048: Array(stride(from: 4096, through: 16_384, by: 1024))
        case 4096: Array(stride(from: 8192, through: 30_720, by: 1024))
        case 8192: Array(stride(from: 16_384, through: 61_440, by: 4096))
        case 16_384: Array(stride(from: 32_768, through: 122_880, by: 8192))
        default: nil
        }
    }
}

/// For how long CloudWatch keeps logs.
///
/// Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
enum LogRetention {
    /// The days there are to choose from.
    static let days = [
        1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ]
    static let text = days.dropLast().map(String.init).joined(separator: ", ") + " or " + String(days.last ?? 0)
}
