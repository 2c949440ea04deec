public import Constructs

extension LoadTestStackProps {
    /// Everything that these properties cannot be, each of them and together; none where a stack can be made of them.
    public var faults: [Diagnostic] {
        let single = Self.properties.filter { !$0.holds(self) }.map { $0.fault($0.show(self)) }
        let rules = Self.rules.filter { $0.isBroken(self) }.map {
            Diagnostic(.conflict, "property '\($0.name)'", $0.message(self))
        }
        return single + rules
    }

    /// A demand on several properties, named by the one that is to be changed.
    private struct Rule: Sendable {
        let name: String
        let isBroken: @Sendable (LoadTestStackProps) -> Bool
        let message: @Sendable (LoadTestStackProps) -> String
    }

    private static let rules: [Rule] = [
        // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
        Rule(
            name: "processorTimeout",
            isBroken: { $0.processorTimeout * 6 > $0.visibilityTimeout },
            message: {
                "is \($0.processorTimeout) s; a message is hidden for visibilityTimeout = \($0.visibilityTimeout) s, which must "
                    + "be six times as long: give at most \($0.visibilityTimeout / 6), or a longer visibilityTimeout"
            }
        ),
        Rule(
            name: "processorBatchWindow",
            isBroken: { $0.processorBatchSize > 10 && $0.processorBatchWindow == 0 },
            message: { "is 0; batches of processorBatchSize = \($0.processorBatchSize), above 10, need 1 or more" }
        ),
        Rule(
            name: "deadLetterRetention",
            isBroken: { $0.deadLetterRetention < $0.queueRetention },
            message: {
                "is \($0.deadLetterRetention) days; a dead letter keeps its age, so give queueRetention = "
                    + "\($0.queueRetention) or more"
            }
        ),
        Rule(
            name: "taskMemory",
            isBroken: { props in FargateSize.memory(ofCpu: props.taskCpu)?.contains(props.taskMemory) == false },
            message: { props in
                let sizes = FargateSize.memory(ofCpu: props.taskCpu) ?? []
                return "is \(props.taskMemory) MiB; with taskCpu = \(props.taskCpu) Fargate has \(sizes.first ?? 0)–"
                    + "\(sizes.last ?? 0), in steps of \(sizes.count > 1 ? sizes[1] - sizes[0] : 0)"
            }
        ),
        Rule(
            name: "natGateways",
            isBroken: {
                $0.natGateways > $0.availabilityZones || ($0.natGateways > 0 && $0.network != .privateSubnets)
            },
            message: {
                "is \($0.natGateways); they are for network = private, at most one a zone (availabilityZones = "
                    + "\($0.availabilityZones))"
            }
        ),
        Rule(
            name: "vpcId",
            isBroken: { ($0.network == .existing) == $0.vpcId.isEmpty },
            message: {
                $0.vpcId.isEmpty ? "is not given; network = existing needs it" : "is for network = existing alone"
            }
        ),
        Rule(
            name: "subnetIds",
            isBroken: { ($0.network == .existing) == $0.subnetIds.isEmpty },
            message: {
                $0.subnetIds.isEmpty
                    ? "are not given; network = existing needs one or more" : "are for network = existing alone"
            }
        ),
        Rule(
            name: "assignPublicIp",
            isBroken: { $0.network != .existing && ($0.assignPublicIp || $0.usesNatGateway) },
            message: { _ in "and usesNatGateway are for network = existing alone; other networks decide both" }
        ),
        Rule(
            name: "flowLogs",
            isBroken: { $0.network == .existing && $0.flowLogs != .off },
            message: { _ in "are of the stack's own VPC; with network = existing they are that VPC's matter" }
        ),
    ]
}
