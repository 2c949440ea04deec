import ContainerImage
import FoundationEssentials
import Testing

struct WorkerImageTests {
    @Test func `the same inputs give the same image, byte for byte`() throws {
        let (one, other) = (try Fixture.worker().image(), try Fixture.worker().image())
        #expect(one.manifest.content == other.manifest.content)
        #expect(one.blobs == other.blobs)
    }

    @Test func `the tag names the content and is known before anything is compressed`() throws {
        let worker = try Fixture.worker()
        let image = try worker.image()
        #expect(worker.tag == image.tag)
        #expect(worker.tag.count == 32 && image.config.digest.hex.hasPrefix(worker.tag))
        let other = try WorkerImage(executable: Fixture.executable(size: 5001), certificates: Fixture.certificates)
        #expect(other.tag != worker.tag)
        #expect(try Fixture.worker(machine: 183).tag != worker.tag)
    }

    @Test func `the gzip layer holds the tar, and its header says nothing of this machine`() throws {
        let worker = try Fixture.worker()
        let packed = try worker.image().layers[0].content
        #expect(Array(packed.prefix(10)) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3])
        #expect(inflate(packed, bits: 31) == worker.layer)
    }

    @Test func `the manifest names configuration and layer by digest and size`() throws {
        struct Manifest: Decodable {
            struct Blob: Decodable, Equatable {
                let mediaType: String
                let digest: String
                let size: Int
            }
            let schemaVersion: Int
            let mediaType: String
            let config: Blob
            let layers: [Blob]
        }
        let image = try Fixture.worker().image()
        let manifest = try JSONDecoder().decode(Manifest.self, from: Data(image.manifest.content))
        func blob(_ blob: ImageBlob) -> Manifest.Blob {
            Manifest.Blob(
                mediaType: blob.mediaType,
                digest: "\(BlobDigest(of: blob.content))",
                size: blob.content.count
            )
        }
        #expect(manifest.schemaVersion == 2)
        #expect(manifest.mediaType == "application/vnd.oci.image.manifest.v1+json")
        #expect(manifest.config == blob(image.config))
        #expect(manifest.layers == image.layers.map(blob))
        #expect(image.size == image.manifest.content.count + image.config.content.count + image.layers[0].content.count)
    }

    @Test(arguments: [(UInt8(62), "amd64"), (183, "arm64")])
    func `the configuration is that of the executable's machine, not root, and names the layer`(
        machine: UInt8,
        name: String
    ) throws {
        let worker = try Fixture.worker(machine: machine)
        let text = String(decoding: worker.config.content, as: UTF8.self)
        #expect(text.contains(#""architecture":"\#(name)""#))
        #expect(text.contains(#""User":"65532:65532""#))
        #expect(text.contains(#""Entrypoint":["/load-test-worker"]"#))
        #expect(text.contains(#""SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt""#))
        #expect(text.contains(#""diff_ids":["\#(BlobDigest(of: worker.layer))"]"#))
    }

    @Test(.enabled(if: Program("tar") != nil))
    func `the layer holds the worker, certificates and a user that is not root`() throws {
        let folder = try Folder()
        let file = try folder.write(try Fixture.worker().layer, "layer.tar")
        let tar = try #require(Program("tar"))
        #expect(try tar.run(["-xOf", file, "load-test-worker"]).output == Fixture.executable())
        #expect(try tar.run(["-xOf", file, "etc/ssl/certs/ca-certificates.crt"]).output == Fixture.certificates)
        let passwd = String(decoding: try tar.run(["-xOf", file, "etc/passwd"]).output, as: UTF8.self)
        #expect(passwd.contains("loadtester:x:65532:65532:"))
    }

    @Test func `what is no static executable for a machine of AWS is refused`() {
        let scripts: [[UInt8]] = [[], Array("#!/bin/sh".utf8), Fixture.executable(machine: 40)]
        for script in scripts {
            let error = #expect(throws: ImageError.self) {
                try WorkerImage(executable: script, certificates: Fixture.certificates)
            }
            #expect(error?.code == .invalidFile)
        }
    }

    @Test func `a bundle without certificates is refused`() {
        let error = #expect(throws: ImageError.self) {
            try WorkerImage(executable: Fixture.executable(), certificates: Array("none\n".utf8))
        }
        #expect(error?.code == .invalidFile)
    }
}
