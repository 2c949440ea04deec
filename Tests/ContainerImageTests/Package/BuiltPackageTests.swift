import ContainerImage
import FoundationEssentials
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

    @Test func `the worker trusts the authorities packed beside it`() throws {
        let folder = try Folder()
        let package = BuiltPackage(folder: folder.path)
        _ = try folder.write(Fixture.executable(), "load-test-worker/load-test-worker")
        _ = try folder.write(Fixture.certificates, "load-test-worker/ca-certificates.crt")
        #expect(try package.worker().tag == Fixture.worker().tag)
        let other = Array("-----BEGIN CERTIFICATE-----\nBBBB\n-----END CERTIFICATE-----\n".utf8)
        _ = try folder.write(other, "load-test-worker/ca-certificates.crt")
        #expect(try package.worker().tag != Fixture.worker().tag)
    }

    @Test func `what was built is packed where it is found`() throws {
        let folder = try Folder()
        let package = BuiltPackage(folder: folder.path)
        _ = try folder.write(Fixture.executable(), "LoadTestProcessor/bootstrap")
        _ = try folder.write(Fixture.executable(), "load-test-worker/load-test-worker")
        _ = try folder.write(Fixture.certificates, "load-test-worker/ca-certificates.crt")
        let packed = try package.pack(function: "LoadTestProcessor")
        #expect(try package.function("LoadTestProcessor") == packed)
        let image = try package.packWorker()
        #expect(try image.tag == Fixture.worker().tag)
        let archive = "\(folder.path)/\(BuiltPackage.imageArchive)"
        #expect(try Array(Data(contentsOf: URL(filePath: archive))) == ImageLayout(image).archive())
    }

    @Test func `a script is packed as no function`() throws {
        let folder = try Folder()
        _ = try folder.write(Array("#!/bin/sh\n".utf8), "LoadTestProcessor/bootstrap")
        let error = #expect(throws: ImageError.self) {
            try BuiltPackage(folder: folder.path).pack(function: "LoadTestProcessor")
        }
        #expect(error?.code == .invalidFile)
        #expect(error?.message.contains("LoadTestProcessor") == true)
    }
}
