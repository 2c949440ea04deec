extension Token {
    /// The token as a template writes it.
    var json: JSONValue {
        switch self {
        case .literal(let text): .string(text)
        case .ref(let id): ["Ref": .string(id.text)]
        case .getAtt(let id, let attribute): ["Fn::GetAtt": [.string(id.text), .string(attribute)]]
        case .pseudo(let parameter): ["Ref": .string(parameter.rawValue)]
        case .sub(let parts): Self.substitution(Self.merged(parts))
        case .join(let separator, let tokens):
            if let texts = Self.literals(tokens) {
                .string(texts.joined(separator: separator))
            } else {
                ["Fn::Join": [.string(separator), .array(tokens.map(\.json))]]
            }
        case .select(let index, let list): ["Fn::Select": [.integer(index), list.json]]
        case .importValue(let name): ["Fn::ImportValue": .string(name)]
        }
    }

    /// What the token refers to in its template.
    var references: [LogicalID] {
        switch self {
        case .literal, .pseudo, .importValue: []
        case .ref(let id), .getAtt(let id, _): [id]
        case .sub(let tokens), .join(_, let tokens): tokens.flatMap(\.references)
        case .select(_, .availabilityZones): []
        case .select(_, .split(_, let token)): token.references
        }
    }

    /// Parts without parts of their own, and without two literals in a row.
    private static func merged(_ parts: [Token]) -> [Token] {
        var merged: [Token] = []
        for part in parts {
            switch part {
            case .sub(let inner): merged += Self.merged(inner)
            default: merged.append(part)
            }
        }
        return merged.reduce(into: []) { result, part in
            if let text = part.literal, let before = result.last?.literal {
                result[result.count - 1] = .literal(before + text)
            } else {
                result.append(part)
            }
        }
    }

    /// The plainest form: a string, the one part, `Fn::Sub`, or `Fn::Join` where a part is none that `Fn::Sub` can name.
    private static func substitution(_ parts: [Token]) -> JSONValue {
        if parts.isEmpty { return "" }
        if parts.count == 1 { return parts[0].json }
        let texts = parts.map(\.placeholder)
        guard texts.allSatisfy({ $0 != nil }) else { return ["Fn::Join": ["", .array(parts.map(\.json))]] }
        return ["Fn::Sub": .string(texts.compactMap { $0 }.joined())]
    }

    /// The token inside the text of `Fn::Sub`; nil where that has no word for it.
    private var placeholder: String? {
        switch self {
        case .literal(let text): Self.escaped(text)
        case .ref(let id): "${\(id.text)}"
        case .getAtt(let id, let attribute): "${\(id.text).\(attribute)}"
        case .pseudo(let parameter): "${\(parameter.rawValue)}"
        case .sub, .join, .select, .importValue: nil
        }
    }

    /// `${` is `${!` in the text of `Fn::Sub`.
    private static func escaped(_ text: String) -> String {
        let pieces = text.split(separator: "$", omittingEmptySubsequences: false)
        return pieces.dropFirst().reduce(String(pieces.first ?? "")) { text, piece in
            text + (piece.hasPrefix("{") ? "${!" + piece.dropFirst() : "$" + piece)
        }
    }

    private static func literals(_ tokens: [Token]) -> [String]? {
        let texts = tokens.compactMap(\.literal)
        return texts.count == tokens.count ? texts : nil
    }
}

extension TokenList {
    fileprivate var json: JSONValue {
        switch self {
        case .availabilityZones: ["Fn::GetAZs": ""]
        case .split(let separator, let token): ["Fn::Split": [.string(separator), token.json]]
        }
    }
}
