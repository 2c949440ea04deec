/// The AWS region that the environment or the shared files name.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
public struct RegionResolver: Sendable {
    private let environment: [String: String]
    private let readFile: @Sendable (String) throws -> [UInt8]?

    /// Creates a resolver.
    /// - Parameters:
    ///   - environment: The variables that count; an empty one counts as not set.
    ///   - readFile: The content of a file, nil where there is none. The default refuses what is larger than 1 MiB.
    public init(
        environment: [String: String],
        readFile: @escaping @Sendable (String) throws -> [UInt8]? = { try LocalFile.read($0) }
    ) {
        self.environment = environment
        self.readFile = readFile
    }

    /// `AWS_REGION`, else `AWS_DEFAULT_REGION`, else `region` of the profile; nil where none is set.
    /// - Throws: ``AWSError`` with code `invalidConfiguration` where a shared file is malformed, a profile that is named
    ///   does not exist, or the region is no part of a host name.
    public func region() throws -> String? {
        for variable in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
            if let region = environment[variable], !region.isEmpty {
                return try Self.checked(region, place: variable)
            }
        }
        let files = SharedFiles(environment: environment)
        guard let setting = try files.profile(in: try files.book(readFile: readFile))?["region"] else { return nil }
        return try Self.checked(setting.text, place: setting.place)
    }

    /// As ``region()``, where there must be one.
    /// - Throws: Also ``AWSError`` with code `noRegion`, whose message says where it was looked for and what to do.
    public func requiredRegion() throws -> String {
        if let region = try region() { return region }
        let files = SharedFiles(environment: environment)
        throw AWSError(
            operation: "region",
            code: "noRegion",
            message: "no AWS region is set. Looked in: AWS_REGION, AWS_DEFAULT_REGION, `region` of the profile "
                + "\(files.profileName) in \(files.places). Set AWS_REGION, such as AWS_REGION=eu-central-1"
        )
    }

    /// A region becomes part of a host name: one that could name another host is refused.
    private static func checked(_ region: String, place: String) throws(AWSError) -> String {
        let isLabel = region.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard isLabel, region.utf8.count <= 63, !region.hasPrefix("-"), !region.hasSuffix("-") else {
            throw .configuration("\(place) is no region: it must read like eu-central-1")
        }
        return region
    }
}
