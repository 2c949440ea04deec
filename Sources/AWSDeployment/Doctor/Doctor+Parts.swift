internal import AWSClient
internal import ContainerImage

extension Doctor {
    func launcher(_ names: DeployedNames) async throws -> DoctorFinding {
        guard let launcher = names.launcher else {
            return DoctorFinding("launcher", .failed, "the stack has no launcher", remedy: "deploy it again")
        }
        let set = try await services.lambda.configuration(of: launcher)
        guard set.state == nil || set.state == "Active" || set.state == "Inactive" else {
            return DoctorFinding(
                "launcher",
                .failed,
                "\(launcher) is in state \(set.state ?? "?"): \(set.stateReason ?? "no reason was given")",
                remedy: "deploy the stack again"
            )
        }
        return DoctorFinding("launcher", .ok, "\(launcher) can be invoked")
    }

    func image(_ names: DeployedNames, _ subject: DoctorSubject?) async throws -> DoctorFinding {
        guard let name = subject?.taskDefinition ?? names.taskDefinition else {
            return DoctorFinding("image", .failed, "there is no task definition", remedy: "deploy the stack again")
        }
        let definition = try await services.ecs.taskDefinition(name)
        guard let image = definition.containerDefinitions.first?.image, let repository = names.repository,
            image.contains("/\(repository):"), let tag = image.split(separator: ":").last.map({ String($0) })
        else {
            return DoctorFinding("image", .warning, "tasks run an image that is not of the stack's repository")
        }
        guard try await services.ecr.digest(of: tag, in: repository) != nil else {
            return DoctorFinding(
                "image",
                .failed,
                "the repository has no \(tag): tasks stop with CannotPullContainerError",
                remedy: "run 'loadtester push-image', or 'loadtester deploy'"
            )
        }
        return DoctorFinding("image", .ok, "\(repository):\(tag)")
    }

    func network(_ subject: DoctorSubject?) async throws -> DoctorFinding {
        guard let subject else {
            return DoctorFinding("network", .warning, "the launcher's settings could not be read")
        }
        guard !subject.subnets.isEmpty else {
            return DoctorRules.route(subnets: [], found: [], tables: [], endpoints: [], assignsPublicIp: false)
        }
        let found = try await services.ec2.subnets(subject.subnets)
        let vpcs = Set(found.map(\.vpc)).sorted()
        return DoctorRules.route(
            subnets: subject.subnets,
            found: found,
            tables: try await services.ec2.routeTables(ofVPCs: vpcs),
            endpoints: try await services.ec2.endpointServices(inVPCs: vpcs),
            assignsPublicIp: subject.assignsPublicIp
        )
    }

    func queue(_ names: DeployedNames) async throws -> DoctorFinding {
        guard let url = names.queueUrl else {
            return DoctorFinding("queue", .failed, "the stack names no queue", remedy: "deploy it again")
        }
        let waiting = try await services.sqs.queueAttributes(["ApproximateNumberOfMessages"], of: url)
        return DoctorFinding("queue", .ok, "\(waiting["ApproximateNumberOfMessages"] ?? "?") messages wait")
    }

    func deadLetters() async throws -> DoctorFinding {
        var counts: [String: Int] = [:]
        let found = try await services.cloudFormation.stack(stack)
        let main = found?.outputs["LoadTestQueueUrl"]
        for resource in try await services.cloudFormation.resources(of: stack) where resource.type == "AWS::SQS::Queue"
        {
            guard let url = resource.physicalId, url != main else { continue }
            let name = "ApproximateNumberOfMessages"
            counts[url] = Int(try await services.sqs.queueAttributes([name], of: url)[name] ?? "") ?? 0
        }
        return DoctorRules.deadLetters(counts)
    }

    func table(_ names: DeployedNames) async throws -> DoctorFinding {
        guard let table = names.table else {
            return DoctorFinding("results table", .failed, "the stack names no table", remedy: "deploy it again")
        }
        let nobody: DynamoDBItem = ["testId": .string("-"), "timestamp": .number("0")]
        _ = try await services.dynamoDB.getItem(GetItemInput(table: table, key: nobody))
        return DoctorFinding("results table", .ok, "\(table) can be read")
    }
}
