extension LoadTestStackProps {
    /// Every property that can be given as text.
    public static let properties: [Property] = [
        .text("imageTag", \.imageTag, "1–128 of A-Za-z0-9._-", "tag of the worker's image", holds: isTag),
        .choice("architecture", \.architecture, "what functions and tasks run on"),
        .choice("encryption", \.encryption, "whose keys encrypt what is stored"),
        .choice("removal", \.removal, "what becomes of the results when the stack is deleted"),

        .number("launcherMemory", \.launcherMemory, 128...10_240, " MiB", "memory of the launcher"),
        .number("launcherTimeout", \.launcherTimeout, 10...900, " s", "time-out of the launcher"),
        .number("launcherConcurrency", \.launcherConcurrency, 0...1000, "", "launches at once, reserved; 0: none"),
        .number("processorMemory", \.processorMemory, 128...10_240, " MiB", "memory of the processor"),
        .number("processorTimeout", \.processorTimeout, 5...900, " s", "time-out of the processor"),
        .number("processorConcurrency", \.processorConcurrency, "0 or 2–1000", "processors at once, reserved; 0: none")
        {
            $0 == 0 || (2...1000).contains($0)
        },
        .number("processorBatchSize", \.processorBatchSize, 1...10_000, "", "most messages of one invocation"),
        .number(
            "processorBatchWindow",
            \.processorBatchWindow,
            0...300,
            " s",
            "time that a batch waits to become full"
        ),
        .number("sweepInterval", \.sweepInterval, 1...1440, " min", "time from one sweep to the next"),
        .number(
            "sweepGrace",
            \.sweepGrace,
            60...86_400,
            " s",
            "time past a run's end after which its tasks are orphans"
        ),

        .number("visibilityTimeout", \.visibilityTimeout, 30...43_200, " s", "time that a received message is hidden"),
        .number("queueRetention", \.queueRetention, 1...14, " days", "time that a message waits at most"),
        .number("deadLetterRetention", \.deadLetterRetention, 1...14, " days", "time that a dead letter is kept"),
        .number("resultsRetention", \.resultsRetention, 1...3650, " days", "time that results and runs are kept"),
        .number("maxReceives", \.maxReceives, 1...1000, "", "receives after which a message is a dead letter"),

        .number("taskCpu", \.taskCpu, "256, 512, 1024, 2048, 4096, 8192 or 16384", "CPU units of a task") {
            FargateSize.memory(ofCpu: $0) != nil
        },
        .number("taskMemory", \.taskMemory, 512...122_880, " MiB", "memory of a task"),
        .number("taskStopTimeout", \.taskStopTimeout, 2...120, " s", "time that a task has to end"),
        .flag("containerInsights", \.containerInsights, "whether ECS measures each task"),
        .flag("allowPrivateTargets", \.allowPrivateTargets, "whether private addresses may be put under load"),
        .list("planBuckets", \.planBuckets, "names of buckets, separated by commas", "where plans may be read") {
            (3...63).contains($0.utf8.count) && !$0.contains { "/:*$ ".contains($0) }
        },

        .list("secretArns", \.secretArns, "ARNs in full, separated by commas", "secrets that tasks may read") {
            ($0.contains(":secretsmanager:") || $0.contains(":ssm:")) && $0.hasPrefix("arn:")
                && !$0.contains { "*?$ ".contains($0) }
        },
        .list(
            "apiArns",
            \.apiArns,
            "ARNs of APIs (execute-api), separated by commas",
            "APIs that tasks may call as their role"
        ) {
            $0.hasPrefix("arn:") && $0.contains(":execute-api:") && !$0.contains { "?$ ".contains($0) }
        },

        .choice("network", \.network, "where tasks run"),
        .text("vpcCidr", \.vpcCidr, "a block of /16 to /24, such as 10.0.0.0/16", "addresses of the stack's own VPC") {
            AddressBlock($0) != nil
        },
        .number("availabilityZones", \.availabilityZones, 1...6, "", "zones of the stack's own VPC"),
        .number("natGateways", \.natGateways, 0...6, "", "NAT gateways of private subnets"),
        .choice("flowLogs", \.flowLogs, "which connections of the stack's own VPC are logged"),
        .text("vpcId", \.vpcId, "the id of a VPC, such as vpc-0a1b2c3d", "the existing VPC") {
            $0.isEmpty || $0.hasPrefix("vpc-")
        },
        .list("subnetIds", \.subnetIds, "ids of subnets, separated by commas", "the subnets in the existing VPC") {
            $0.hasPrefix("subnet-")
        },
        .flag("assignPublicIp", \.assignPublicIp, "whether tasks in an existing VPC get a public address"),
        .flag("usesNatGateway", \.usesNatGateway, "whether tasks in an existing VPC leave by a NAT gateway"),

        .number("logRetention", \.logRetention, LogRetention.text, "days that logs are kept") {
            LogRetention.days.contains($0)
        },
        .text("alarmEmail", \.alarmEmail, "an e-mail address", "who is told of alarms") {
            $0.isEmpty || $0.contains("@")
        },
        .number("messageAgeAlarm", \.messageAgeAlarm, 60...86_400, " s", "age of the oldest message that is an alarm"),
        .flag("embeddedMetrics", \.embeddedMetrics, "whether results become metrics of CloudWatch"),
        .flag("dashboard", \.dashboard, "whether there is a dashboard"),
        .text("endpointUrl", \.endpointUrl, "a URL", "endpoint of AWS, where it is an emulator's") {
            $0.isEmpty || $0.hasPrefix("http://") || $0.hasPrefix("https://")
        },
    ]

    @Sendable private static func isTag(_ text: String) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
}
