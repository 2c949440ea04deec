// Inputs and outputs of ``ECSClient``, with the names of ECS's service model (2014-11-13).

struct StopTaskInput: Encodable {
    let cluster: String
    let task: String
    let reason: String
}

struct ListTasksInput: Encodable {
    let cluster: String
    var startedBy: String?
    var family: String?
    let desiredStatus: String
    var nextToken: String?
}

struct ListTasksOutput: Decodable {
    let taskArns: [String]?
    let nextToken: String?
}

struct DescribeTasksInput: Encodable {
    let cluster: String
    let tasks: [String]
}
