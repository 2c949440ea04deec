public import LoadPlan

/// Reads plan files: YAML, or JSON, which is read as what it is.
public enum PlanReader {
    /// Bytes of the largest plan file that is read.
    public static let largest = TreeLimits.bytes

    /// The plan that `bytes` hold.
    /// - Parameters:
    ///   - file: The file's name, for messages.
    ///   - folder: Where the files stand that the plan names.
    /// - Throws: ``PlanFileError`` with everything that is wrong, not only the first thing.
    public static func read(
        _ bytes: [UInt8],
        named file: String,
        in folder: PlanFolder,
        options: PlanOptions = PlanOptions()
    ) throws(PlanFileError) -> TestPlan {
        let findings = Findings(file: file)
        guard let root = tree(bytes, findings) else { throw PlanFileError(findings.diagnostics) }
        let plan = PlanDecoder(findings: findings, folder: folder, options: options).decode(root)
        guard let plan, findings.diagnostics.isEmpty else { throw PlanFileError(findings.diagnostics) }
        return plan
    }

    private static func tree(_ bytes: [UInt8], _ findings: Findings) -> PlanNode? {
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
            let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            return first == UInt8(ascii: "{") ? try JSONTree.read(bytes) : try YAMLTree.read(bytes)
        } catch {
            findings.note(at: error.position, "", text: error.text, error.message)
            return nil
        }
    }
}
