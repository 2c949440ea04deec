extension Evaluation {
    /// What a side of a comparison comes to.
    enum Value {
        case nothing
        case literal(Operand)
        case node(Int32)
    }

    func holds(_ condition: Logical, _ node: Int32) -> Bool {
        switch condition {
        case .any(let terms): terms.contains { holds($0, node) }
        case .all(let terms): terms.allSatisfy { holds($0, node) }
        case .not(let inner): !holds(inner, node)
        case .exists(let query):
            query.isSingular ? single(query, from: node) != nil : !select(query, from: node).isEmpty
        case .function(let call): matches(call, node)
        case .comparison(let left, let comparator, let right):
            compare(value(left, node), comparator, value(right, node))
        }
    }

    func value(_ operand: Operand, _ node: Int32) -> Value {
        switch operand {
        case .query(let query): single(query, from: node).map { .node($0) } ?? .nothing
        case .function(let call): value(call, node)
        default: .literal(operand)
        }
    }

    private func value(_ call: FunctionCall, _ node: Int32) -> Value {
        switch call.name {
        case .length: return length(value(call.arguments[0], node))
        case .count: return .literal(.number(.whole(Int64(nodes(call, node).count))))
        case .value:
            let nodes = nodes(call, node)
            return nodes.count == 1 ? .node(nodes[0]) : .nothing
        case .match, .search: return .nothing
        }
    }

    private func nodes(_ call: FunctionCall, _ node: Int32) -> [Int32] {
        guard case .query(let query) = call.arguments[0] else { return [] }
        return select(query, from: node)
    }

    /// Scalars of a string, elements of an array, members of an object; nothing of anything else.
    private func length(_ value: Value) -> Value {
        if let text = text(value) {
            return .literal(.number(.whole(Int64(String(decoding: text, as: UTF8.self).unicodeScalars.count))))
        }
        guard case .node(let node) = value, document.nodes[Int(node)].isContainer else { return .nothing }
        return .literal(.number(.whole(Int64(document.childCount(of: node)))))
    }

    private func matches(_ call: FunctionCall, _ node: Int32) -> Bool {
        guard let text = text(value(call.arguments[0], node)) else { return false }
        var pattern = call.pattern
        if pattern == nil, let source = self.text(value(call.arguments[1], node)) {
            pattern = try? Pattern(parsing: String(decoding: source, as: UTF8.self), syntax: .interoperable)
        }
        guard let pattern else { return false }
        return text.withUnsafeBytes {
            call.name == .match ? pattern.matchesWhole($0) : pattern.firstMatch(in: $0) != nil
        }
    }

    /// The value, where it is a string.
    private func text(_ value: Value) -> [UInt8]? {
        switch value {
        case .literal(.string(let text)): text
        case .node(let node) where document.nodes[Int(node)].kind == .string: document.text(of: node)
        default: nil
        }
    }

    private func number(_ value: Value) -> JSONNumber? {
        switch value {
        case .literal(.number(let number)): return number
        case .node(let node):
            let entry = document.nodes[Int(node)]
            return entry.kind == .number ? JSONNumber(document.rawText(entry)) : nil
        default: return nil
        }
    }

    /// RFC 9535, section 2.3.5.2.2.
    private func compare(_ left: Value, _ comparator: Comparator, _ right: Value) -> Bool {
        switch comparator {
        case .equal: equal(left, right)
        case .notEqual: !equal(left, right)
        case .less: less(left, right)
        case .atMost: less(left, right) || equal(left, right)
        case .more: less(right, left)
        case .atLeast: less(right, left) || equal(left, right)
        }
    }

    private func less(_ left: Value, _ right: Value) -> Bool {
        if let left = number(left), let right = number(right) { return JSONNumber.less(left, right) }
        if let left = text(left), let right = text(right) { return left.lexicographicallyPrecedes(right) }
        return false
    }

    private func equal(_ left: Value, _ right: Value) -> Bool {
        if let left = number(left), let right = number(right) { return JSONNumber.equal(left, right) }
        if let left = text(left), let right = text(right) { return left == right }
        switch (left, right) {
        case (.nothing, .nothing): return true
        case (.node(let left), .node(let right)): return equalNodes(left, right)
        case (.node(let node), .literal(let literal)), (.literal(let literal), .node(let node)):
            switch (document.nodes[Int(node)].kind, literal) {
            case (.isTrue, .boolean(true)), (.isFalse, .boolean(false)), (.null, .null): return true
            default: return false
            }
        case (.literal(let left), .literal(let right)): return left == right
        default: return false
        }
    }

    private func equalNodes(_ left: Int32, _ right: Int32) -> Bool {
        let kind = document.nodes[Int(left)].kind
        guard kind == document.nodes[Int(right)].kind else { return false }
        switch kind {
        case .null, .isTrue, .isFalse: return true
        case .number, .string: return equal(.node(left), .node(right))
        case .name: return false
        case .array: return document.children(of: left).elementsEqual(document.children(of: right), by: equalNodes)
        case .object:
            let others = document.members(of: right)
            let members = document.members(of: left)
            return members.count == others.count
                && members.allSatisfy { name, child in others[name].map { equalNodes(child, $0) } ?? false }
        }
    }
}

extension JSONDocument {
    fileprivate func children(of index: Int32) -> [Int32] {
        var result: [Int32] = []
        forEachChild(of: index) { _, child in
            result.append(child)
            return true
        }
        return result
    }

    fileprivate func members(of index: Int32) -> [[UInt8]: Int32] {
        var result: [[UInt8]: Int32] = [:]
        forEachChild(of: index) { name, child in
            if let name { result[text(of: name)] = child }
            return true
        }
        return result
    }
}
