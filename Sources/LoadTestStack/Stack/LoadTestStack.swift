internal import AWSConstructs
public import Constructs

/// The distributed load tester in an account: a launcher that starts tasks on Fargate, and on a schedule ends those that nobody
/// waits for; the queue that their results go to, and a processor that carries results into a table.
public final class LoadTestStack: Stack {
    /// The stack with all that `props` ask for.
    public init(name: String = "ApiLoadTesterCdkStack", _ props: LoadTestStackProps) {
        super.init(name: name, text: "Distributed HTTP load tester")
        let key = props.encryption == .customerKey ? makeKey(props) : nil
        let messages = Messages(self, props, key)
        let results = ResultsTable(self, props, key)
        let network = TaskNetwork(self, props, key)
        let fleet = TaskFleet(self, props, key)
        let functions = Functions(self, props, key, messages: messages, table: results.table, fleet, network)

        messages.queue.grantSendMessages(to: fleet.task.taskRole, "SendResults")
        results.table.grant(["GetItem", "UpdateItem"], to: fleet.task.taskRole, "TakePartInRun")
        allowPlans(props, to: [fleet.task.taskRole, functions.launcherRole])
        allowSecrets(props, to: fleet.task.taskRole)
        allowAPIs(props, to: fleet.task.taskRole)
        key?.allow([fleet.task.taskRole] + functions.roles, through: ["sqs", "dynamodb", "lambda"])

        Monitoring(self, props, key, messages, results.table, fleet.cluster, functions).build()
        addOutputs(messages, results)
    }

    /// The resource at a path below the stack, such as `LoadTestQueue/Resource`: the way past every property.
    public func resource(at path: String) -> CfnResource? {
        path.split(separator: "/").reduce(self as Construct?) { construct, id in
            construct?.children.first { $0.id == id }
        } as? CfnResource
    }

    private func makeKey(_ props: LoadTestStackProps) -> EncryptionKey {
        let key = EncryptionKey(
            self,
            "LoadTestKey",
            text: "Encrypts results, messages, logs and images of the load tester",
            removal: props.removal.policy
        )
        key.allowLogs()
        key.allowAlarms()
        return key
    }

    private func allowPlans(_ props: LoadTestStackProps, to roles: [Role]) {
        guard !props.planBuckets.isEmpty else { return }
        for role in roles {
            role.allow(
                "ReadPlans",
                ["s3:GetObject"],
                on: props.planBuckets.map { "arn:\(.partition):s3:::\(.literal($0))/*" }
            )
            role.policy?.accept(.plansOfNamedBuckets)
        }
    }

    private func allowSecrets(_ props: LoadTestStackProps, to role: Role) {
        let services = [
            ("ReadSecrets", ":secretsmanager:", "secretsmanager:GetSecretValue"),
            ("ReadParameters", ":ssm:", "ssm:GetParameter"),
        ]
        for (sid, service, action) in services {
            let arns = props.secretArns.filter { $0.contains(service) }
            if !arns.isEmpty { role.allow(sid, [action], on: arns.map(Token.literal)) }
        }
    }

    /// For plans whose requests are signed with the task's own credentials.
    private func allowAPIs(_ props: LoadTestStackProps, to role: Role) {
        guard !props.apiArns.isEmpty else { return }
        role.allow("CallAPIs", ["execute-api:Invoke"], on: props.apiArns.map(Token.literal))
        if props.apiArns.contains(where: { $0.contains("*") }) { role.policy?.accept(.routesOfNamedAPIs) }
    }

    private func addOutputs(_ messages: Messages, _ results: ResultsTable) {
        for (name, value, text) in [
            ("LoadTestResultsTableName", results.table.tableName, "Name of the results table"),
            ("LoadTestResultsTableArn", results.table.arn, "ARN of the results table"),
            ("LoadTestQueueUrl", messages.queue.url, "URL of the queue of results"),
            ("LoadTestQueueArn", messages.queue.arn, "ARN of the queue of results"),
        ] {
            _ = CfnOutput(self, name, value, text: text)
        }
    }
}

extension Removal {
    /// What CloudFormation is told.
    var policy: RemovalPolicy { self == .destroy ? .destroy : .retain }
}

extension Token {
    /// `true` or `false`, as environment variables have it.
    static func flag(_ value: Bool) -> Token { value ? "true" : "false" }
}
