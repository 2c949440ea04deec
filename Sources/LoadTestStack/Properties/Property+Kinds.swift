extension LoadTestStackProps.Property {
    typealias Props = LoadTestStackProps

    static func number(
        _ name: String,
        _ path: any WritableKeyPath<Props, Int> & Sendable,
        _ range: ClosedRange<Int>,
        _ unit: String = "",
        _ meaning: String
    ) -> Self {
        number(name, path, "\(range.lowerBound)–\(range.upperBound)\(unit)", meaning) { range.contains($0) }
    }

    static func number(
        _ name: String,
        _ path: any WritableKeyPath<Props, Int> & Sendable,
        _ values: String,
        _ meaning: String,
        holds: @escaping @Sendable (Int) -> Bool
    ) -> Self {
        Self(name, path, values, meaning, read: { Int($0) }, show: { String($0) }, holds: holds)
    }

    static func flag(_ name: String, _ path: any WritableKeyPath<Props, Bool> & Sendable, _ meaning: String) -> Self {
        Self(name, path, "true or false", meaning, read: { Bool($0) }, show: { String($0) })
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String,
        _ path: any WritableKeyPath<Props, Choice> & Sendable,
        _ meaning: String
    ) -> Self {
        let names = Choice.allCases.map(\.rawValue)
        let values = names.dropLast().joined(separator: ", ") + " or " + (names.last ?? "")
        return Self(name, path, values, meaning, read: { Choice(rawValue: $0) }, show: { $0.rawValue })
    }

    static func text(
        _ name: String,
        _ path: any WritableKeyPath<Props, String> & Sendable,
        _ values: String,
        _ meaning: String,
        holds: @escaping @Sendable (String) -> Bool
    ) -> Self {
        Self(name, path, values, meaning, read: { $0 }, show: { $0 }, holds: holds)
    }

    static func list(
        _ name: String,
        _ path: any WritableKeyPath<Props, [String]> & Sendable,
        _ values: String,
        _ meaning: String,
        holds: @escaping @Sendable (String) -> Bool
    ) -> Self {
        Self(
            name,
            path,
            values,
            meaning,
            read: { $0.split(separator: ",").map { String($0.drop { $0 == " " }) } },
            show: { $0.joined(separator: ",") },
            holds: { $0.allSatisfy(holds) }
        )
    }

    private init<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Props, Value> & Sendable,
        _ values: String,
        _ meaning: String,
        read: @escaping @Sendable (String) -> Value?,
        show: @escaping @Sendable (Value) -> String,
        holds: @escaping @Sendable (Value) -> Bool = { _ in true }
    ) {
        self.name = name
        self.values = values
        self.meaning = meaning
        defaultText = show(Props()[keyPath: path])
        self.read = { text, props in
            guard let value = read(text) else { return false }
            props[keyPath: path] = value
            return true
        }
        self.show = { show($0[keyPath: path]) }
        self.holds = { holds($0[keyPath: path]) }
    }
}
