internal import AWSClient

/// What the launcher knows of the deployment, from its environment.
struct DoctorSubject: Sendable {
    let subnets: [String]
    let assignsPublicIp: Bool
    let cpuUnits: Int
    let taskDefinition: String?

    init(environment: [String: String]) {
        subnets = (environment["SUBNETS"] ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
        assignsPublicIp = ["enabled", "true", "1"].contains((environment["ASSIGN_PUBLIC_IP"] ?? "").lowercased())
        cpuUnits = Int(environment["TASK_CPU"] ?? "") ?? 512
        taskDefinition = environment["TASK_DEFINITION"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
