extension BuiltPackage {
    /// The worker's image as an archive, in the folder: see ``ImageLayout/archive()``.
    public static let imageArchive = "load-test-worker.tar"

    /// Packs the executable of a function, `NAME/bootstrap`, as `NAME.zip`, both in the folder.
    /// - Throws: ``ImageError`` `missingFile`, `invalidFile` where it is no executable for AWS, `cannotWrite`.
    @discardableResult
    public func pack(function name: String) throws(ImageError) -> FunctionZip {
        let bootstrap = try LocalFile.read("\(folder)/\(name)/bootstrap", remedy: Self.remedy)
        _ = try ImageArchitecture(ofExecutable: bootstrap, named: name)
        let content = try ZipArchive.function(bootstrap: bootstrap).bytes()
        let path = "\(folder)/\(name).zip"
        try LocalFile.write(content, to: path)
        return FunctionZip(name: name, path: path, content: content, digest: BlobDigest(of: content))
    }

    /// Packs the worker's image as ``imageArchive``, in the folder.
    /// - Throws: ``ImageError`` `missingFile`, `invalidFile`, `cannotWrite`.
    @discardableResult
    public func packWorker() throws(ImageError) -> OCIImage {
        let image = try worker().image()
        try ImageLayout(image).writeArchive(to: "\(folder)/\(Self.imageArchive)")
        return image
    }
}
