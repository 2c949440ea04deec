public import AWSClient
internal import FoundationEssentials

/// The task metadata endpoint, version 4.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4-fargate.html
public enum TaskMetadata {
    /// The task's ARN; nil where there is no endpoint, or it does not answer within a second or so. A task can do without:
    /// the ARN only names it in reports.
    public static func taskARN(at uri: String?, by transport: any HTTPTransport) async -> String? {
        guard let uri else { return nil }
        let request = TransportRequest(method: "GET", url: uri + "/task")
        guard let response = try? await transport.send(request, timeout: .seconds(1)), response.status == 200 else {
            return nil
        }
        return arn(in: response.body)
    }

    static func arn(in content: [UInt8]) -> String? {
        struct Task: Decodable {
            let arn: String

            private enum CodingKeys: String, CodingKey {
                case arn = "TaskARN"
            }
        }
        return (try? JSONDecoder().decode(Task.self, from: Data(content)))?.arn
    }
}
