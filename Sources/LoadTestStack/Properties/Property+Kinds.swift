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
        Self(
            name,
            values,
            meaning,
            read: { text, props in
                guard let number = Int(text) else { return false }
                props[keyPath: path] = number
                return true
            },
            show: { String($0[keyPath: path]) },
            holds: { holds($0[keyPath: path]) }
        )
    }

    static func flag(_ name: String, _ path: any WritableKeyPath<Props, Bool> & Sendable, _ meaning: String) -> Self {
        Self(
            name,
            "true or false",
            meaning,
            read: { text, props in
                guard let flag = Bool(text) else { return false }
                props[keyPath: path] = flag
                return true
            },
            show: { String($0[keyPath: path]) },
            holds: { _ in true }
        )
    }

    static func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
        _ name: String,
        _ path: any WritableKeyPath<Props, Choice> & Sendable,
        _ meaning: String
    ) -> Self {
        let names = Choice.allCases.map(\.rawValue)
        return Self(
            name,
            names.dropLast().joined(separator: ", ") + " or " + (names.last ?? ""),
            meaning,
            read: { text, props in
                guard let choice = Choice(rawValue: text) else { return false }
                props[keyPath: path] = choice
                return true
            },
            show: { $0[keyPath: path].rawValue },
            holds: { _ in true }
        )
    }

    static func text(
        _ name: String,
        _ path: any WritableKeyPath<Props, String> & Sendable,
        _ values: String,
        _ meaning: String,
        holds: @escaping @Sendable (String) -> Bool
    ) -> Self {
        Self(
            name,
            values,
            meaning,
            read: { text, props in
                props[keyPath: path] = text
                return true
            },
            show: { $0[keyPath: path] },
            holds: { holds($0[keyPath: path]) }
        )
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
            values,
            meaning,
            read: { text, props in
                props[keyPath: path] = text.split(separator: ",").map { String($0.drop { $0 == " " }) }
                return true
            },
            show: { $0[keyPath: path].joined(separator: ",") },
            holds: { $0[keyPath: path].allSatisfy(holds) }
        )
    }

    private init(
        _ name: String,
        _ values: String,
        _ meaning: String,
        read: @escaping @Sendable (String, inout Props) -> Bool,
        show: @escaping @Sendable (Props) -> String,
        holds: @escaping @Sendable (Props) -> Bool
    ) {
        self.name = name
        self.values = values
        self.meaning = meaning
        defaultText = show(Props())
        self.read = read
        self.show = show
        self.holds = holds
    }
}
