import ContainerImage
import FoundationEssentials
import Testing

struct ImageLayoutTests {
    @Test func `a layout is the same bytes each time`() throws {
        let one = try ImageLayout(Fixture.worker().image()).archive()
        #expect(try ImageLayout(Fixture.worker().image()).archive() == one)
    }

    @Test func `every file below blobs is named by its digest`() throws {
        let files = try ImageLayout(Fixture.worker().image()).files
        let blobs = files.filter { $0.path.hasPrefix("blobs/sha256/") }
        #expect(blobs.count == 3)
        #expect(blobs.allSatisfy { $0.path.hasSuffix(BlobDigest(of: $0.content).hex) })
        #expect(files.map(\.path) == files.map(\.path).sorted())
    }

    @Test(.enabled(if: Program("skopeo") != nil), arguments: [(UInt8(62), "amd64"), (183, "arm64")])
    func `skopeo reads the folder and the archive`(machine: UInt8, architecture: String) throws {
        struct Inspection: Decodable {
            let Digest: String
            let Architecture: String
            let Os: String
            let Layers: [String]
            let Labels: [String: String]
        }
        let skopeo = try #require(Program("skopeo"))
        let folder = try Folder()
        let image = try Fixture.worker(machine: machine).image()
        try ImageLayout(image, tag: "v1").write(to: folder.path + "/layout")
        try ImageLayout(image).writeArchive(to: folder.path + "/image.tar")
        for source in [
            "oci:\(folder.path)/layout:v1", "oci-archive:\(folder.path)/image.tar",
        ] {
            let printed = try skopeo.run(["inspect", source])
            let text = String(decoding: printed.output, as: UTF8.self)
            #expect(printed.status == 0, "\(text)")
            let inspection = try JSONDecoder().decode(Inspection.self, from: Data(printed.output))
            #expect(inspection.Digest == image.digest.description)
            #expect(inspection.Architecture == architecture && inspection.Os == "linux")
            #expect(inspection.Layers == image.layers.map(\.digest.description))
            #expect(inspection.Labels == ["org.opencontainers.image.title": "load-test-worker"])
        }
        // What `docker load` reads.
        let loaded = try skopeo.run(["inspect", "--config", "--raw", "docker-archive:\(folder.path)/image.tar"])
        #expect(loaded.status == 0, "\(String(decoding: loaded.output, as: UTF8.self))")
    }

    @Test func `a folder that cannot be written is named`() throws {
        let folder = try Folder()
        let file = try folder.write([], "file")
        let error = #expect(throws: ImageError.self) { try ImageLayout(Fixture.worker().image()).write(to: file) }
        #expect(error?.code == .cannotWrite)
        #expect(error?.message.contains(file) == true)
    }
}
