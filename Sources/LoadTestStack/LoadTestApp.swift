public import Constructs

/// The stack as a template.
public enum LoadTestApp {
    /// The template of ``LoadTestStack`` with `props`: equal properties give equal bytes.
    /// - Parameter name: The stack's name.
    /// - Throws: `Diagnostics` with every property that has a value it cannot have; the paths are `property NAME`.
    public static func synthesize(
        _ props: LoadTestStackProps = LoadTestStackProps(),
        name: String = "ApiLoadTesterCdkStack"
    ) throws(Diagnostics) -> SynthesizedTemplate {
        let faults = props.faults
        guard faults.isEmpty else { throw Diagnostics(faults) }
        return try LoadTestStack(name: name, props).synthesize()
    }
}
