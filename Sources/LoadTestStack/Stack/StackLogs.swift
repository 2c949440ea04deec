internal import AWSConstructs
internal import Constructs

extension LogGroup {
    /// A log group as all of this stack are.
    static func ofStack(
        _ scope: Construct,
        _ id: String,
        name: String,
        _ props: LoadTestStackProps,
        _ key: EncryptionKey?
    ) -> LogGroup {
        let logs = LogGroup(scope, id, name: name, days: props.logRetention, key: key)
        if key == nil {
            logs.resource.accept(.withoutKey(checkov: ["CKV_AWS_158"], controlTower: ["CT.CLOUDWATCH.PR.3"]))
        }
        if props.logRetention < 365 { logs.resource.accept(.shortRetention) }
        return logs
    }
}
