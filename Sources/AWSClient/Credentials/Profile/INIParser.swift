/// Reads the text of a shared file of AWS into sections.
///
/// As AWS CLI has it: a line that begins with `#` or `;` is a comment, keys know no case, the last of equal keys counts,
/// and a line that is indented deeper than its setting continues it. Lines below a setting without a value are
/// settings of a service (`s3 =`) and are left out. A `#` or `;` after a space ends a value, as in the SDKs, except that
/// of `credential_process`, where the CLI too keeps it: a command may hold one.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
struct INIParser {
    private typealias Scalars = Substring.UnicodeScalarView

    private let path: String
    private var sections: [INISection] = []
    private var key: String?
    private var indentation = 0
    private var line = 0

    private init(path: String) { self.path = path }

    /// The sections in the order of the text; those of the same title are not merged.
    /// - Parameter path: Names the text in errors and places.
    /// - Throws: ``AWSError`` with code `invalidConfiguration` that names the line and shows nothing of it.
    static func parse(_ bytes: [UInt8], path: String) throws(AWSError) -> [INISection] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .configuration("\(path) is no text in UTF-8: save it as such")
        }
        var parser = INIParser(path: path)
        let scalars = Substring(text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text)
        for line in scalars.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
            parser.line += 1
            try parser.read(line)
        }
        return parser.sections
    }

    private var place: String { "\(path):\(line)" }

    private mutating func read(_ line: Scalars) throws(AWSError) {
        guard !line.contains("\0") else { throw .configuration("\(place): a line holds a zero byte") }
        let content = Self.trimmed(line)
        guard let first = content.first, first != "#", first != ";" else { return }
        let depth = line.prefix { $0 == " " || $0 == "\t" }.count
        if let key, depth > indentation {
            extend(key, with: content)
            return
        }
        indentation = depth
        if first == "[" {
            try open(content.dropFirst())
        } else {
            try set(content)
        }
    }

    private mutating func open(_ content: Scalars) throws(AWSError) {
        guard let end = content.firstIndex(of: "]") else {
            throw .configuration("\(place): a section must end with `]`, as in `[profile name]`")
        }
        let rest = Self.trimmed(content[content.index(after: end)...])
        guard rest.first.map({ $0 == "#" || $0 == ";" }) ?? true else {
            throw .configuration("\(place): there is text after the `]` of a section: put it on a line of its own")
        }
        let title = Self.trimmed(content[..<end])
        guard !title.isEmpty else { throw .configuration("\(place): a section has no name") }
        sections.append(INISection(title: String(title), place: place))
        key = nil
    }

    private mutating func set(_ content: Scalars) throws(AWSError) {
        guard !sections.isEmpty else {
            throw .configuration("\(place): a setting stands before the first section, such as `[default]`")
        }
        guard let equals = content.firstIndex(of: "=") else {
            throw .configuration("\(place): a line is no comment, no `[section]` and no `key = value`")
        }
        let key = String(Self.trimmed(content[..<equals])).lowercased()
        guard !key.isEmpty else { throw .configuration("\(place): a value has no key before its `=`") }
        let raw = content[content.index(after: equals)...]
        let value = Self.trimmed(key == "credential_process" ? raw : Self.withoutComment(raw))
        sections[sections.count - 1].settings[key] = Setting(text: String(value), place: place)
        self.key = key
    }

    private mutating func extend(_ key: String, with content: Scalars) {
        let text = sections[sections.count - 1].settings[key]?.text ?? ""
        guard !text.isEmpty else { return }
        sections[sections.count - 1].settings[key]?.text = text + "\n" + String(content)
    }

    private static func withoutComment(_ value: Scalars) -> Scalars {
        var previous: Unicode.Scalar = "="
        for index in value.indices {
            let mark = value[index] == "#" || value[index] == ";"
            if mark && (previous == " " || previous == "\t") { return value[..<index] }
            previous = value[index]
        }
        return value
    }

    private static func trimmed(_ text: Scalars) -> Scalars {
        let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        let start = text.drop(while: isSpace)
        guard let last = start.lastIndex(where: { !isSpace($0) }) else { return start }
        return start[...last]
    }
}
