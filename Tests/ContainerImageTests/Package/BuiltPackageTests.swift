import ContainerImage
import Testing

struct BuiltPackageTests {
    @Test func `a package that is not built says how to build it`() throws {
        let package = BuiltPackage(folder: try Folder().path + "/none")
        for error in [
            #expect(throws: ImageError.self) { try package.function("EcsLoadTestLauncher") },
            #expect(throws: ImageError.self) { try package.worker() },
        ] {
            #expect(error?.code == .missingFile)
            #expect(error?.message.contains("scripts/build-aws") == true)
        }
    }

    @Test func `a function is its zip and the digest of it`() throws {
        let folder = try Folder()
        let zip = try ZipArchive.function(bootstrap: [1, 2, 3]).bytes()
        _ = try folder.write(zip, "LoadTestProcessor.zip")
        let function = try BuiltPackage(folder: folder.path).function("LoadTestProcessor")
        #expect(function.content == zip)
        #expect(function.digest == BlobDigest(of: zip))
    }

    @Test func `a file that is no zip is refused`() throws {
        let folder = try Folder()
        _ = try folder.write([1, 2, 3], "LoadTestProcessor.zip")
        let error = #expect(throws: ImageError.self) {
            try BuiltPackage(folder: folder.path).function("LoadTestProcessor")
        }
        #expect(error?.code == .invalidFile)
    }

    @Test func `certificates that are named come before those packed beside the worker`() throws {
        let folder = try Folder()
        let other = Array("-----BEGIN CERTIFICATE-----\nBBBB\n-----END CERTIFICATE-----\n".utf8)
        _ = try folder.write(Fixture.executable(), "load-test-worker/load-test-worker")
        _ = try folder.write(Fixture.certificates, "load-test-worker/ca-certificates.crt")
        let package = BuiltPackage(folder: folder.path)
        let file = try folder.write(other, "other.pem")
        #expect(try package.worker().tag == Fixture.worker().tag)
        #expect(try package.worker(certificates: file).tag != Fixture.worker().tag)
        let error = #expect(throws: ImageError.self) { try package.worker(certificates: "/nonexistent.pem") }
        #expect(error?.code == .missingFile)
    }
}
