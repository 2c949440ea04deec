import ContainerImage
import FoundationEssentials
import Testing

/// The registry that Docker itself is tested with, and skopeo as a second opinion on what is in it.
@Suite(.enabled(if: DockerRegistry.isInstalled, "docker-registry, curl and skopeo are needed"))
struct DockerRegistryTests {
    private func push(_ image: OCIImage, to registry: DockerRegistry, tag: String) async throws -> PushReport {
        let curl = try #require(Program("curl"))
        let reference = try ImageReference(registry: registry.authority, repository: "team/worker", tag: tag)
        return try await RegistryPusher(CurlTransport(curl: curl)).push(image, to: reference)
    }

    @Test func `takes the image, finds it again, and shares its layer`() async throws {
        let registry = try DockerRegistry()
        let image = try Fixture.worker().image()
        let first = try await push(image, to: registry, tag: image.tag)
        #expect(first.digest == image.digest.description && first.pushed == 2)
        #expect(try await push(image, to: registry, tag: image.tag).wasThere)
        let again = try await push(image, to: registry, tag: "latest")
        #expect(again.pushed == 0 && again.skipped == 2 && !again.wasThere)
    }

    @Test func `skopeo reads the same digest there, and copies what was pushed`() async throws {
        struct Inspection: Decodable {
            let Digest: String
            let Architecture: String
        }
        let registry = try DockerRegistry()
        let skopeo = try #require(Program("skopeo"))
        let image = try Fixture.worker(machine: 183).image()
        _ = try await push(image, to: registry, tag: "v1")
        let source = "docker://\(registry.authority)/team/worker:v1"
        let printed = try skopeo.run(["inspect", "--tls-verify=false", source])
        let inspection = try JSONDecoder().decode(Inspection.self, from: Data(printed.output))
        #expect(inspection.Digest == image.digest.description && inspection.Architecture == "arm64")

        let folder = try Folder()
        let copied = try skopeo.run(
            ["--insecure-policy", "copy", "--src-tls-verify=false", source, "oci:\(folder.path)/copy:v1"]
        )
        #expect(copied.status == 0, "\(String(decoding: copied.output, as: UTF8.self))")
        let path = "\(folder.path)/copy/blobs/sha256/\(image.layers[0].digest.hex)"
        #expect(Array(try Data(contentsOf: URL(filePath: path))) == image.layers[0].content)
    }

    @Test func `an image that skopeo has pushed from our layout is found to be there`() async throws {
        let registry = try DockerRegistry()
        let skopeo = try #require(Program("skopeo"))
        let image = try Fixture.worker().image()
        let folder = try Folder()
        try ImageLayout(image).write(to: folder.path)
        let copied = try skopeo.run([
            "--insecure-policy", "copy", "--dest-tls-verify=false", "oci:\(folder.path):\(image.tag)",
            "docker://\(registry.authority)/team/worker:\(image.tag)",
        ])
        #expect(copied.status == 0, "\(String(decoding: copied.output, as: UTF8.self))")
        #expect(try await push(image, to: registry, tag: image.tag).wasThere)
    }

    @Test func `a registry that is not there is one error, after five attempts`() async throws {
        let curl = try #require(Program("curl"))
        let reference = try ImageReference(registry: "127.0.0.1:1", repository: "worker", tag: "v1")
        let image = try Fixture.worker().image()
        let error = await #expect(throws: ImageError.self) {
            try await RegistryPusher(CurlTransport(curl: curl), sleep: { _ in }).push(image, to: reference)
        }
        #expect(error?.code == .unreachable)
    }
}
