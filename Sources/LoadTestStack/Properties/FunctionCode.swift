/// Where the zip of a function lies when the stack is deployed.
public struct FunctionCode: Hashable, Sendable {
    /// A bucket in the account and region of the stack.
    public enum Bucket: Hashable, Sendable {
        /// A bucket of this name, which may hold `${AWS::AccountId}`, `${AWS::Region}` and `${AWS::Partition}`.
        case named(String)
        /// The bucket that `cdk bootstrap` makes, with the default qualifier.
        case cdkAssets
        /// The bucket that `loadtester deploy` makes.
        case ownAssets

        /// The bucket's name, with `${AWS::AccountId}` and `${AWS::Region}` where the deployment decides: as CloudFormation's
        /// `Fn::Sub` and the asset manifests of the CDK read it.
        public var name: String {
            switch self {
            case .named(let name): name
            case .cdkAssets: "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}"
            case .ownAssets: "loadtester-assets-${AWS::AccountId}-${AWS::Region}"
            }
        }
    }

    /// The bucket.
    public var bucket: Bucket
    /// The object's key: with a hash of the zip in it, or an update of the stack does not see that the code is another.
    public var key: String

    /// Code in a bucket.
    public init(bucket: Bucket = .ownAssets, key: String) {
        self.bucket = bucket
        self.key = key
    }
}
