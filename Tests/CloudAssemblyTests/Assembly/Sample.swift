import CloudAssembly
import FoundationEssentials

/// A stack of one queue, and a function's code.
enum Sample {
    static let code = FileAsset(name: "Code", content: [1, 2, 3])

    static func stack(name: String = "Loader") -> AssemblyStack {
        AssemblyStack(
            name: name,
            template: Array(#"{"Resources":{"Q1234":{"Type":"AWS::SQS::Queue"}}}"#.utf8),
            names: [AssemblyStack.Name(path: "Loader/Q/Resource", logicalID: "Q1234")],
            tree: AssemblyNode(
                id: "Loader",
                path: "Loader",
                children: [
                    AssemblyNode(
                        id: "Q",
                        path: "Loader/Q",
                        children: [
                            AssemblyNode(id: "Resource", path: "Loader/Q/Resource", resourceType: "AWS::SQS::Queue")
                        ]
                    )
                ]
            )
        )
    }

    /// A file of an assembly as JSON, without the line end.
    static func text(_ name: String, of assembly: CloudAssembly) throws -> String {
        let file = try assembly.files().first { $0.path == name }
        return String(decoding: file?.content ?? [], as: UTF8.self)
    }
}
