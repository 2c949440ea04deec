internal import AWSClient

/// What facts about an account and a deployment mean. Looks at nothing itself.
enum DoctorRules {
    /// vCPUs of Fargate.
    /// - Parameters:
    ///   - quota: vCPUs that may run at once.
    ///   - cpuUnits: Of one task.
    ///   - tasks: That are wanted.
    static func fargate(quota: Double, cpuUnits: Int, tasks: Int) -> DoctorFinding {
        let check = "Fargate quota"
        let fit = Int(quota * 1024 / Double(max(cpuUnits, 1)))
        let vcpus = quota == quota.rounded() ? String(Int(quota)) : String(quota)
        let finding = "\(vcpus) vCPUs at once, room for \(fit) tasks of \(Double(cpuUnits) / 1024) vCPU"
        guard fit < tasks else { return DoctorFinding(check, .ok, finding) }
        return DoctorFinding(
            check,
            .failed,
            "\(finding), and \(tasks) are wanted: launches will be refused",
            remedy:
                "ask for more of 'Fargate On-Demand vCPU resource count' (L-3032A538) in the console of Service Quotas"
        )
    }

    /// Functions at once. AWS keeps 100 for functions that reserve none.
    static func concurrency(quota: Double, reserved: Int) -> DoctorFinding {
        let check = "Lambda quota"
        let finding = "\(Int(quota)) functions at once"
        guard Int(quota) < reserved + 100 else { return DoctorFinding(check, .ok, finding) }
        return DoctorFinding(
            check,
            .warning,
            "\(finding): the stack reserves \(reserved), and AWS lets nobody reserve the last 100",
            remedy: "deploy with --context launcherConcurrency=0 --context processorConcurrency=0, or ask for more of "
                + "'Concurrent executions' (L-B99A9384)"
        )
    }

    /// The way out of the subnets that tasks run in.
    /// - Parameters:
    ///   - subnets: Ids that the launcher starts tasks in.
    ///   - endpoints: Service names of the endpoints in their VPCs.
    static func route(
        subnets: [String],
        found: [EC2Subnet],
        tables: [EC2RouteTable],
        endpoints: [String],
        assignsPublicIp: Bool
    ) -> DoctorFinding {
        let check = "network"
        guard !subnets.isEmpty else {
            return DoctorFinding(check, .failed, "the launcher has no subnets", remedy: "deploy the stack again")
        }
        for subnet in found {
            let table =
                tables.first { $0.subnets.contains(subnet.id) } ?? tables.first { $0.isMain && $0.vpc == subnet.vpc }
            let way = table?.defaultRoute
            if way?.hasPrefix("igw-") == true, !assignsPublicIp {
                return DoctorFinding(
                    check,
                    .failed,
                    "\(subnet.id) leads to an internet gateway, but tasks have no public address: they cannot pull their image",
                    remedy: "deploy with --context assignPublicIp=true, or name subnets behind a NAT gateway"
                )
            }
            if way == nil {
                let missing = neededEndpoints.filter { name in !endpoints.contains { $0.hasSuffix(".\(name)") } }
                guard missing.isEmpty else {
                    return DoctorFinding(
                        check,
                        .failed,
                        "\(subnet.id) leads nowhere, and its VPC has no endpoint for \(missing.joined(separator: ", "))",
                        remedy: "give the VPC those endpoints, or the subnet a route to a NAT gateway"
                    )
                }
            }
            if subnet.freeAddresses == 0 {
                return DoctorFinding(
                    check,
                    .failed,
                    "\(subnet.id) has no free addresses: no task can start in it",
                    remedy: "name larger subnets with --context subnetIds=…"
                )
            }
        }
        let free = found.reduce(0) { $0 + $1.freeAddresses }
        return DoctorFinding(check, .ok, "\(found.count) subnets lead out, \(free) free addresses")
    }

    /// What tasks reach AWS by where there is no way to the internet.
    static let neededEndpoints = ["ecr.api", "ecr.dkr", "s3", "sqs", "dynamodb", "logs"]

    /// Dead letters, by name of their queue.
    static func deadLetters(_ counts: [String: Int]) -> DoctorFinding {
        let waiting = counts.values.reduce(0, +)
        guard waiting > 0 else { return DoctorFinding("dead letters", .ok, "none") }
        return DoctorFinding(
            "dead letters",
            .warning,
            "\(waiting) messages were not processed: runs that sent them are incomplete",
            remedy:
                "see the log of LoadTestProcessor, mend the cause, then redrive the dead letters: results are merged late too"
        )
    }

    /// A check that AWS refused or did not answer.
    static func unseen(_ check: String, _ error: any Error, _ outcome: DoctorFinding.Outcome) -> DoctorFinding {
        let isDenied = (error as? AWSError).map {
            $0.code.contains("AccessDenied") || $0.code == "UnauthorizedOperation"
        }
        return DoctorFinding(
            check,
            outcome,
            "\(error)",
            remedy: isDenied == true ? "allow the action for these keys to have it checked" : nil
        )
    }
}
