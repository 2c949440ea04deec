public import LoadPlan
public import PlanFile

extension PlanReader {
    /// The plan in a file: YAML, or JSON, which is read as what it is.
    /// - Parameters:
    ///   - file: The file's name, for messages.
    ///   - folder: Where the files stand that the plan names.
    /// - Throws: ``PlanFile/PlanFileError`` with everything that is wrong, not only the first thing.
    public static func read(
        _ bytes: [UInt8],
        named file: String,
        in folder: PlanFolder,
        options: PlanOptions = PlanOptions()
    ) throws(PlanFileError) -> TestPlan {
        try read(bytes, named: file, in: folder, options: options) { bytes throws(TreeError) in
            let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
            return first == UInt8(ascii: "{") ? try readJSONTree(bytes) : try YAMLTree.read(bytes)
        }
    }
}
