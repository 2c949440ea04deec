/// The account and the region that a stack belongs to.
public struct AssemblyEnvironment: Hashable, Sendable {
    /// The account's number; nil for that of the credentials.
    public var account: String?
    /// The region; nil for that of the credentials.
    public var region: String?

    /// Creates an environment.
    public init(account: String? = nil, region: String? = nil) {
        self.account = account
        self.region = region
    }

    /// `aws://ACCOUNT/REGION`
    var url: String { "aws://\(account ?? "unknown-account")/\(region ?? "unknown-region")" }
}
