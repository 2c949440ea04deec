/// The configuration of the worker's image.
///
/// Source: https://github.com/opencontainers/image-spec/blob/v1.1.0/config.md
enum ImageConfiguration {
    /// No image knows when it was made: the same content is the same image.
    static let created = "1970-01-01T00:00:00Z"

    static func content(_ architecture: ImageArchitecture, diffID: BlobDigest) -> [UInt8] {
        CanonicalJSON.encode(
            Content(
                architecture: architecture.imageName,
                config: Content.Run(
                    entrypoint: ["/\(WorkerImage.executablePath)"],
                    env: ["PATH=/", "SSL_CERT_FILE=/\(WorkerImage.certificatesPath)"],
                    labels: ["org.opencontainers.image.title": "load-test-worker"],
                    user: "\(WorkerImage.user):\(WorkerImage.user)",
                    workingDir: "/"
                ),
                created: created,
                history: [Content.Step(created: created, createdBy: "load-test-worker and certificates, FROM scratch")],
                os: "linux",
                rootfs: Content.RootFS(diffIDs: [diffID.description], type: "layers")
            )
        )
    }

    private struct Content: Encodable {
        struct Run: Encodable {
            let entrypoint: [String]
            let env: [String]
            let labels: [String: String]
            let user: String
            let workingDir: String

            enum CodingKeys: String, CodingKey {
                case entrypoint = "Entrypoint"
                case env = "Env"
                case labels = "Labels"
                case user = "User"
                case workingDir = "WorkingDir"
            }
        }

        struct Step: Encodable {
            let created: String
            let createdBy: String

            enum CodingKeys: String, CodingKey {
                case created
                case createdBy = "created_by"
            }
        }

        struct RootFS: Encodable {
            let diffIDs: [String]
            let type: String

            enum CodingKeys: String, CodingKey {
                case diffIDs = "diff_ids"
                case type
            }
        }

        let architecture: String
        let config: Run
        let created: String
        let history: [Step]
        let os: String
        let rootfs: RootFS
    }
}
