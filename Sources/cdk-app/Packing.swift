import ContainerImage

/// What `scripts/build-aws` calls: `cdk-app pack FOLDER FUNCTION…` packs the functions' executables and the worker in FOLDER,
/// each the same bytes for the same executable, and prints what the image is called.
enum Packing {
    /// - Returns: The exit status.
    static func run(_ arguments: [String]) -> Int32 {
        guard arguments.count >= 2, arguments[0] == "pack" else {
            StandardError.write(
                """
                usage: cdk-app                          writes the cloud assembly, as the cdk command asks for it
                       cdk-app pack FOLDER FUNCTION…    packs what scripts/build-aws has built in FOLDER

                """
            )
            return 64
        }
        do {
            let package = BuiltPackage(folder: arguments[1])
            for name in arguments.dropFirst(2) { try package.pack(function: name) }
            let image = try package.packWorker()
            print("load-test-worker:\(image.tag) \(image.digest), \(image.size) bytes")
            return 0
        } catch {
            StandardError.write("error: \(error)\n")
            return 1
        }
    }
}
