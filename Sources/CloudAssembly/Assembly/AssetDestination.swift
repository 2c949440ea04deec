/// Where the `cdk` command puts assets, and with which roles it deploys. `${AWS::AccountId}`, `${AWS::Region}` and
/// `${AWS::Partition}` stand for what the stack's environment comes to.
public struct AssetDestination: Hashable, Sendable {
    /// The roles and the version of an environment that `cdk bootstrap` has prepared.
    struct Bootstrap: Hashable, Sendable {
        let qualifier: String

        func role(_ name: String) -> String {
            "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/cdk-\(qualifier)-\(name)-role-${AWS::AccountId}-${AWS::Region}"
        }

        /// What the roles used here have needed since.
        static let version = 6
        var versionParameter: String { "/cdk-bootstrap/\(qualifier)/version" }
    }

    /// The qualifier of an environment that was bootstrapped without one of its own.
    public static let usualQualifier = "hnb659fds"

    /// The bucket's name; the same text serves `Fn::Sub` in the template.
    public let bucketName: String
    let bootstrap: Bootstrap?

    /// The bucket and the roles of the modern bootstrap (`cdk bootstrap`). Where the roles cannot be assumed, the command
    /// goes on with the caller's own credentials.
    public static func bootstrap(qualifier: String = usualQualifier) -> AssetDestination {
        AssetDestination(
            bucketName: "cdk-\(qualifier)-assets-${AWS::AccountId}-${AWS::Region}",
            bootstrap: Bootstrap(qualifier: qualifier)
        )
    }

    /// A bucket of one's own, with the caller's own credentials: needs no bootstrap.
    public static func bucket(_ name: String) -> AssetDestination {
        AssetDestination(bucketName: name, bootstrap: nil)
    }
}
