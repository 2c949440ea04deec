internal import CYaml
internal import PlanFile

/// Reads YAML (libyaml, YAML 1.1) into a tree with positions. One document; no tags; aliases and merge keys (`<<`) within the bounds
/// of ``TreeLimits``, so that no file of a few lines becomes a tree of millions; no key twice.
final class YAMLTree {
    /// Allocated, as libyaml keeps a pointer to it in itself.
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private var anchors: [String: PlanNode] = [:]
    private var sizes: [String: Int] = [:]
    private var nodes = 0

    /// - Throws: ``TreeError`` at the first place that is not understood.
    static func read(_ bytes: [UInt8]) throws(TreeError) -> PlanNode {
        let outcome: Result<PlanNode, TreeError> = bytes.withUnsafeBufferPointer { buffer in
            let tree = YAMLTree()
            do throws(TreeError) {
                return .success(try tree.document(buffer))
            } catch {
                return .failure(error)
            }
        }
        return try outcome.get()
    }

    private init() {
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    private func document(_ buffer: UnsafeBufferPointer<UInt8>) throws(TreeError) -> PlanNode {
        yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
        _ = try next()
        let start = try next()
        guard start.kind != .end else {
            throw TreeError(position: Position(line: 1, column: 1), text: "", message: "the file is empty.")
        }
        let root = try node(try next(), depth: 0)
        _ = try next()
        let after = try next()
        guard after.kind == .end else {
            throw error(after, "---", "a second document begins: a plan file holds one.")
        }
        return root
    }

    // MARK: Nodes

    private func node(_ event: YAMLEvent, depth: Int) throws(TreeError) -> PlanNode {
        guard depth <= TreeLimits.depth else {
            throw error(event, "", "more than \(TreeLimits.depth) levels of lists and keys: plans are not as deep.")
        }
        try count(1, event)
        if let tag = event.tag, !["!", "tag:yaml.org,2002:str"].contains(tag) {
            throw error(event, tag, "tags are not understood: leave it out.")
        }
        let before = nodes - 1
        let result: PlanNode
        switch event.kind {
        case .alias: return try alias(event, depth: depth)
        case .scalar:
            result = PlanNode(
                position: event.position,
                value: .scalar(event.text, isPlain: event.isPlain && event.tag == nil)
            )
        case .sequence:
            var elements: [PlanNode] = []
            while true {
                let next = try next()
                if next.kind == .close { break }
                elements.append(try node(next, depth: depth + 1))
            }
            result = PlanNode(position: event.position, value: .sequence(elements))
        case .mapping:
            result = PlanNode(position: event.position, value: .mapping(try entries(depth: depth)))
        case .close, .end, .other: throw error(event, "", "something is missing here.")
        }
        if let anchor = event.anchor {
            anchors[anchor] = result
            sizes[anchor] = nodes - before
        }
        return result
    }

    private func alias(_ event: YAMLEvent, depth: Int) throws(TreeError) -> PlanNode {
        let name = event.anchor ?? ""
        guard let target = anchors[name] else {
            throw error(event, "*\(name)", "there is no anchor &\(name) before it.")
        }
        try count(sizes[name] ?? 0, event)
        guard depth + target.depth <= TreeLimits.depth else {
            throw error(event, "*\(name)", "more than \(TreeLimits.depth) levels of lists and keys.")
        }
        return target
    }

    private func entries(depth: Int) throws(TreeError) -> [PlanNode.Entry] {
        var entries: [PlanNode.Entry] = []
        var names: Set<String> = []
        var merged: [PlanNode.Entry] = []
        while true {
            let keyEvent = try next()
            if keyEvent.kind == .close { break }
            guard keyEvent.kind == .scalar else {
                throw error(keyEvent, "", "a key is a text.")
            }
            try count(1, keyEvent)
            let value = try node(try next(), depth: depth + 1)
            if keyEvent.text == "<<", keyEvent.isPlain {
                merged += try merge(value, keyEvent)
                continue
            }
            guard names.insert(keyEvent.text).inserted else {
                throw error(keyEvent, keyEvent.text, "this key is there twice: keep one.")
            }
            entries.append(PlanNode.Entry(key: keyEvent.text, position: keyEvent.position, value: value))
        }
        for entry in merged where names.insert(entry.key).inserted { entries.append(entry) }
        return entries
    }

    /// What is written here outranks what is merged; of several, the first.
    private func merge(_ value: PlanNode, _ key: YAMLEvent) throws(TreeError) -> [PlanNode.Entry] {
        let sources = value.elements ?? [value]
        var merged: [PlanNode.Entry] = []
        for source in sources {
            guard let entries = source.entries else {
                throw error(key, "<<", "what is merged has keys: give an alias of a mapping, or a list of them.")
            }
            merged += entries
        }
        return merged
    }

    // MARK: Events

    private func next() throws(TreeError) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(event)
    }

    private func count(_ more: Int, _ event: YAMLEvent) throws(TreeError) {
        nodes += more
        guard nodes <= TreeLimits.nodes else {
            throw error(event, "", "the file comes to more than \(TreeLimits.nodes) pieces, aliases counted each time.")
        }
    }

    private func problem() -> TreeError {
        let state = parser.pointee
        // A reader's error (no UTF-8, control characters) has no mark of its own.
        let mark = state.error == YAML_READER_ERROR ? state.mark : state.problem_mark
        let position = Position(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
        let problem = state.problem.map { String(cString: $0) } ?? "something is not understood here"
        let context = state.context.map { " \(String(cString: $0))," } ?? ""
        return TreeError(position: position, text: "", message: "no YAML:\(context) \(problem).")
    }

    private func error(_ event: YAMLEvent, _ text: String, _ message: String) -> TreeError {
        TreeError(position: event.position, text: text, message: message)
    }
}

extension PlanNode {
    /// Levels below it.
    fileprivate var depth: Int {
        switch value {
        case .scalar: 0
        case .sequence(let elements): 1 + (elements.map(\.depth).max() ?? 0)
        case .mapping(let entries): 1 + (entries.map(\.value.depth).max() ?? 0)
        }
    }
}
