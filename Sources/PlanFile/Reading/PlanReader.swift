public import LoadPlan

/// Reads plans. JSON is read here; YAML, which brings a parser of its own, by ``PlanYAML``.
public enum PlanReader {
    /// Bytes of the largest plan file that is read.
    public static let largest = TreeLimits.bytes

    /// The plan that `bytes` hold as JSON.
    /// - Parameters:
    ///   - file: The file's name, for messages.
    ///   - folder: Where the files stand that the plan names.
    /// - Throws: ``PlanFileError`` with everything that is wrong, not only the first thing.
    public static func readJSON(
        _ bytes: [UInt8],
        named file: String,
        in folder: PlanFolder,
        options: PlanOptions = PlanOptions()
    ) throws(PlanFileError) -> TestPlan {
        try read(bytes, named: file, in: folder, options: options, by: readJSONTree)
    }

    /// The JSON tree in `bytes`.
    package static func readJSONTree(_ bytes: [UInt8]) throws(TreeError) -> PlanNode {
        try JSONTree.read(bytes)
    }

    /// The plan in the tree that `reader` makes of `bytes`.
    package static func read(
        _ bytes: [UInt8],
        named file: String,
        in folder: PlanFolder,
        options: PlanOptions,
        by reader: ([UInt8]) throws(TreeError) -> PlanNode
    ) throws(PlanFileError) -> TestPlan {
        let findings = Findings(file: file)
        guard let root = tree(bytes, findings, reader) else { throw PlanFileError(findings.diagnostics) }
        let plan = PlanDecoder(findings: findings, folder: folder, options: options).decode(root)
        guard let plan, findings.diagnostics.isEmpty else { throw PlanFileError(findings.diagnostics) }
        return plan
    }

    private static func tree(
        _ bytes: [UInt8],
        _ findings: Findings,
        _ reader: ([UInt8]) throws(TreeError) -> PlanNode
    ) -> PlanNode? {
        guard bytes.count <= TreeLimits.bytes else {
            findings.note(
                at: nil,
                "",
                text: "",
                "\(bytes.count) bytes are more than the \(TreeLimits.bytes) of the largest plan file."
            )
            return nil
        }
        do throws(TreeError) {
            return try reader(bytes)
        } catch {
            findings.note(at: error.position, "", text: error.text, error.message)
            return nil
        }
    }
}
