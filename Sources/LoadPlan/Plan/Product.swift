/// What this software calls itself, on the command line and to servers.
public enum Product {
    /// The command's name, and the product part of `User-Agent`.
    public static let name = "loadtester"
    /// Semantic version.
    public static let version = "0.1.0"
}
