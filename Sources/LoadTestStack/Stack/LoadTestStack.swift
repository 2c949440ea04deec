public import Constructs

/// The distributed load tester in an account.
public final class LoadTestStack: Stack {
    /// The stack with all that `props` ask for.
    public init(name: String = "ApiLoadTesterCdkStack", _ props: LoadTestStackProps) {
        super.init(name: name, text: "Distributed HTTP load tester")
    }
}
