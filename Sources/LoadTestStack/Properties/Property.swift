public import Constructs

extension LoadTestStackProps {
    /// One property that can be given as text.
    public struct Property: Sendable {
        /// Its name: the key of a context.
        public let name: String
        /// What a value looks like: `1–900 s`, `true or false`, `public, private or existing`.
        public let values: String
        /// The value where none is given.
        public let defaultText: String
        /// What it decides.
        public let meaning: String
        let read: @Sendable (String, inout LoadTestStackProps) -> Bool
        let show: @Sendable (LoadTestStackProps) -> String
        let holds: @Sendable (LoadTestStackProps) -> Bool
    }

    /// Properties as a context gives them: `cdk.json`, or `--context NAME=VALUE`.
    ///
    /// Keys with a colon or a slash are of the CDK and its libraries, and passed over.
    /// - Throws: `Diagnostics` for every key that is none and every value that cannot be read.
    public init(context: [String: String]) throws(Diagnostics) {
        self.init()
        var faults: [Diagnostic] = []
        for (key, text) in context.sorted(by: { $0.key < $1.key }) where !key.contains(where: { ":/@".contains($0) }) {
            guard let property = Self.properties.first(where: { $0.name == key }) else {
                faults.append(Self.unknown(key))
                continue
            }
            if !property.read(text, &self) || !property.holds(self) {
                faults.append(property.fault(text))
            }
        }
        if !faults.isEmpty { throw Diagnostics(faults) }
    }

    private static func unknown(_ key: String) -> Diagnostic {
        let nearest = properties.map { ($0.name, EditDistance.between($0.name.lowercased(), key.lowercased())) }
            .min { $0.1 < $1.1 }
        let hint = nearest.flatMap { $0.1 <= max(2, key.count / 3) ? "did you mean '\($0.0)'?" : nil }
        return Diagnostic(
            .unknownProperty,
            "property '\(key.prefix(60))'",
            "there is none of this name; " + (hint ?? "give one of \(properties.map(\.name).joined(separator: ", "))")
        )
    }
}

extension LoadTestStackProps.Property {
    func fault(_ text: String) -> Diagnostic {
        Diagnostic(.invalidValue, "property '\(name)'", "is '\(text.prefix(60))'; give \(values)")
    }
}

/// How far two words are apart.
enum EditDistance {
    /// Characters to insert, delete or replace to make one of the other.
    static func between(_ a: String, _ b: String) -> Int {
        let b = Array(b)
        var row = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in b.enumerated() {
                let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (left == right ? 0 : 1))
                (diagonal, row[j + 1]) = (row[j + 1], next)
            }
        }
        return row[b.count]
    }
}
