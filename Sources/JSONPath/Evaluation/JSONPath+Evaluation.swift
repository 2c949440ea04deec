extension JSONPath {
    /// What the query selects, in the order of RFC 9535.
    public func nodes(in document: JSONDocument) -> [JSONNode] {
        guard document.root != nil else { return [] }
        return Evaluation(document: document).select(query, from: 0).map { JSONNode(index: $0) }
    }

    /// The first node that the query selects.
    public func first(in document: JSONDocument) -> JSONNode? {
        guard document.root != nil else { return nil }
        let evaluation = Evaluation(document: document)
        if query.isSingular { return evaluation.single(query, from: 0).map { JSONNode(index: $0) } }
        return evaluation.select(query, from: 0).first.map { JSONNode(index: $0) }
    }
}

/// Applies queries to one document.
struct Evaluation {
    let document: JSONDocument

    /// The one node of a singular query, without a list.
    func single(_ query: Query, from context: Int32) -> Int32? {
        var node = query.isRelative ? context : 0
        for segment in query.segments {
            guard let child = child(of: node, segment.selectors[0]) else { return nil }
            node = child
        }
        return node
    }

    func select(_ query: Query, from context: Int32) -> [Int32] {
        var nodes = [query.isRelative ? context : 0]
        for segment in query.segments {
            var selected: [Int32] = []
            for node in nodes {
                guard segment.isDescendant else {
                    append(segment.selectors, of: node, to: &selected)
                    continue
                }
                // A value's descendants follow it directly, in document order.
                for descendant in node..<document.nodes[Int(node)].next
                where document.nodes[Int(descendant)].isContainer {
                    append(segment.selectors, of: descendant, to: &selected)
                }
            }
            nodes = selected
        }
        return nodes
    }

    private func append(_ selectors: [Selector], of node: Int32, to selected: inout [Int32]) {
        for selector in selectors {
            switch selector {
            case .name, .index:
                if let child = child(of: node, selector) { selected.append(child) }
            case .wildcard:
                document.forEachChild(of: node) { _, child in
                    selected.append(child)
                    return true
                }
            case .slice(let from, let to, let step): appendSlice(from, to, step, of: node, to: &selected)
            case .filter(let condition):
                document.forEachChild(of: node) { _, child in
                    if holds(condition, child) { selected.append(child) }
                    return true
                }
            }
        }
    }

    /// The child that a name or an index selects. Of members with one name, the first.
    private func child(of node: Int32, _ selector: Selector) -> Int32? {
        let kind = document.nodes[Int(node)].kind
        var found: Int32?
        switch selector {
        case .name(let text) where kind == .object:
            document.forEachChild(of: node) { name, child in
                if let name, document.means(name, text) { found = child }
                return found == nil
            }
        case .index(let index) where kind == .array:
            var position = index >= 0 ? index : index + document.childCount(of: node)
            guard position >= 0 else { return nil }
            document.forEachChild(of: node) { _, child in
                if position == 0 { found = child }
                position -= 1
                return found == nil
            }
        default: break
        }
        return found
    }

    /// RFC 9535, section 2.3.4.2.2.
    private func appendSlice(_ from: Int?, _ to: Int?, _ step: Int, of node: Int32, to selected: inout [Int32]) {
        guard step != 0, document.nodes[Int(node)].kind == .array else { return }
        var children: [Int32] = []
        document.forEachChild(of: node) { _, child in
            children.append(child)
            return true
        }
        let count = children.count
        func normalized(_ index: Int) -> Int { index >= 0 ? index : count + index }
        if step > 0 {
            let lower = min(max(normalized(from ?? 0), 0), count)
            let upper = min(max(normalized(to ?? count), 0), count)
            for index in stride(from: lower, to: upper, by: step) { selected.append(children[index]) }
        } else {
            let upper = min(max(normalized(from ?? count - 1), -1), count - 1)
            let lower = min(max(to.map(normalized) ?? -1, -1), count - 1)
            for index in stride(from: upper, to: lower, by: step) { selected.append(children[index]) }
        }
    }
}
