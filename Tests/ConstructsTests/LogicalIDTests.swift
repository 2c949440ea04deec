import Testing

@testable import Constructs

@Suite struct LogicalIDTests {
    /// Names that aws-cdk-lib 2.275 gives.
    @Test(arguments: [
        (["Queue", "Resource"], "Queue4A7E3555"),
        (["Outputs"], "Outputs"),
    ])
    func namesAreThoseOfTheCDK(_ components: [String], _ name: String) {
        #expect(LogicalID(components).text == name)
    }
}
