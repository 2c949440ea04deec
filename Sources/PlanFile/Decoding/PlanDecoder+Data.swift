import FoundationEssentials
import LoadPlan

extension PlanDecoder {
    static let dataKeys = ["file", "format", "order", "atEnd"]

    func data(_ fields: Fields) {
        guard let node = fields["data"] else { return }
        for entry in mapping(node, "data", "data is written as name: {file: users.csv}") {
            let path = "data.\(entry.key)"
            guard isName(entry.key, at: entry.position, path, "a data set") else { continue }
            if names.variables[entry.key] != nil {
                findings.note(
                    at: entry.position,
                    path,
                    text: entry.key,
                    "a variable has this name already: choose another."
                )
            }
            names.dataSets[entry.key] = .some(dataSet(named: entry.key, entry.value, path))
        }
    }

    private func dataSet(named name: String, _ node: PlanNode, _ path: String) -> DataSet? {
        guard let fields = Fields(node, path, "a data set", keys: Self.dataKeys, findings) else { return nil }
        let order = choice(
            fields["order"],
            fields.path("order"),
            DataSet.Order.sequential,
            ["sequential", "random", "unique"]
        )
        let atEnd = choice(
            fields["atEnd"],
            fields.path("atEnd"),
            order == .unique ? DataSet.AtEnd.stop : .recycle,
            ["recycle", "stop"]
        )
        if order == .random, atEnd == .stop, let node = fields["atEnd"] {
            findings.note(
                node,
                fields.path("atEnd"),
                "rows in random order have no end: leave it out, or give order: unique."
            )
        }
        guard let file = fields["file"] else {
            findings.missing(node, path, "the data set has no file: give 'file: users.csv'.")
            return nil
        }
        let filePath = fields.path("file")
        guard let text = constant(file, filePath) else { return nil }
        let extensions: [(String, DataSet.Format)] = [(".csv", .csv), (".jsonl", .jsonLines), (".ndjson", .jsonLines)]
        let byName = extensions.first { text.lowercased().hasSuffix($0.0) }?.1
        guard
            let format = fields["format"].map({ choice($0, fields.path("format"), .csv, ["csv", "jsonl"]) }) ?? byName
        else {
            findings.note(
                file,
                filePath,
                "its name does not say how it is written: give 'format: csv' or 'format: jsonl'."
            )
            return nil
        }
        do throws(ValueProblem) {
            let location = try folder.locate(text)
            let (columns, rows) = try Self.index(location, text, format)
            return DataSet(
                name: name,
                location: location,
                format: format,
                order: order,
                atEnd: atEnd,
                columns: columns,
                rows: rows
            )
        } catch {
            findings.note(at: file.position, filePath, text: error.text, error.message)
            return nil
        }
    }

    /// Reads the file once; it is mapped, not copied.
    private static func index(
        _ location: String,
        _ name: String,
        _ format: DataSet.Format
    ) throws(ValueProblem) -> (columns: [String], rows: Int) {
        guard let data = try? Data(contentsOf: URL(filePath: location), options: .mappedIfSafe) else {
            throw ValueProblem(text: name, message: "this file cannot be read.")
        }
        let outcome: Result<DataIndex, DataFileError> = data.withUnsafeBytes { bytes in
            do throws(DataFileError) {
                return .success(try DataIndex(bytes, format: format))
            } catch {
                return .failure(error)
            }
        }
        switch outcome {
        case .success(let index): return (index.columns, index.rows)
        case .failure(let error):
            throw ValueProblem(text: name, message: "in line \(error.line) of this file: \(error.message)")
        }
    }

    /// One of several words.
    func choice<Choice: RawRepresentable<String>>(
        _ node: PlanNode?,
        _ path: String,
        _ fallback: Choice,
        _ words: [String]
    ) -> Choice {
        guard let node, let text = constant(node, path) else { return fallback }
        guard let choice = Choice(rawValue: text) else {
            findings.note(node, path, "\(Findings.hint(text, words))give \(words.joined(separator: ", ")).")
            return fallback
        }
        return choice
    }
}
