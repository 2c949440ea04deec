/// `<stack>.assets.json`
struct AssetsDocument: Encodable {
    struct File: Encodable {
        let displayName: String
        let source: Source
        let destinations: [String: Destination]
    }

    struct Source: Encodable {
        let path: String
        /// Files are uploaded as they are.
        let packaging = "file"
    }

    struct Destination: Encodable {
        let bucketName: String
        let objectKey: String
        var region: String?
        var assumeRoleArn: String?
    }

    let version = CloudAssembly.version
    let files: [String: File]

    init(_ assets: [FileAsset], _ destination: AssetDestination, _ environment: AssemblyEnvironment) {
        let files = assets.map { asset in
            let place = Destination(
                bucketName: destination.bucketName,
                objectKey: asset.objectKey,
                // Only a literal: the command would take the placeholder for the name of a region.
                region: environment.region,
                assumeRoleArn: destination.bootstrap?.role("file-publishing")
            )
            let file = File(
                displayName: asset.name,
                source: Source(path: asset.file),
                destinations: ["current": place]
            )
            return (asset.digest, file)
        }
        self.files = Dictionary(files) { first, _ in first }
    }
}
