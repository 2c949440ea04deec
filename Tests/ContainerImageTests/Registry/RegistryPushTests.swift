import ContainerImage
import Testing

struct RegistryPushTests {
    @Test func `layer and configuration come before the manifest that names them`() async throws {
        let bench = PushBench()
        let image = try Fixture.worker().image()
        let course = try await bench.push(image)
        #expect(course.report.digest == image.digest.description)
        #expect(course.report.pushed == 2 && course.report.skipped == 0 && !course.report.wasThere)
        #expect(course.report.bytes == image.layers[0].content.count + image.config.content.count)
        let state = bench.registry.now
        #expect(state.manifests == [image.tag: image.manifest.content])
        #expect(Set(state.blobs.values) == [image.layers[0].content, image.config.content])
        #expect(state.requests.map(\.method) == ["GET", "GET", "HEAD", "POST", "PUT", "HEAD", "POST", "PUT", "PUT"])
        #expect(
            course.events == image.blobs.flatMap { [.sending($0.digest, bytes: $0.content.count), .sent($0.digest)] }
        )
    }

    @Test func `pushed again, nothing is sent`() async throws {
        let bench = PushBench()
        _ = try await bench.push()
        let before = bench.registry.now.requests.count
        let course = try await bench.push()
        #expect(course.report.wasThere && course.report.bytes == 0)
        #expect(bench.registry.now.requests.dropFirst(before).map(\.method) == ["GET", "GET"])
    }

    @Test func `what the registry has is not sent`() async throws {
        let image = try Fixture.worker().image()
        let layer = image.layers[0]
        let bench = PushBench { $0.blobs[layer.digest.description] = layer.content }
        let course = try await bench.push(image)
        #expect(course.report.pushed == 1 && course.report.skipped == 1)
        #expect(course.events.first == .skipped(layer.digest))
    }

    @Test func `a tag that may be changed is changed, an immutable one is not`() async throws {
        var bench = PushBench { $0.manifests["latest"] = Array("{}".utf8) }
        bench.tag = "latest"
        let image = try Fixture.worker().image()
        _ = try await bench.push(image)
        #expect(bench.registry.now.manifests["latest"] == image.manifest.content)

        bench.registry.change { state in
            state.manifests["latest"] = Array("{}".utf8)
            state.isImmutable = true
        }
        let error = await #expect(throws: ImageError.self) { try await bench.push(image) }
        #expect(error?.code == .immutableTag)
    }

    @Test func `an image that another zlib has packed is the same image`() async throws {
        let bench = PushBench()
        let image = try Fixture.worker().image()
        let other = #"{"config":{"digest":"\#(image.config.digest)"},"layers":[]}"#
        bench.registry.change { $0.manifests[image.tag] = Array(other.utf8) }
        let course = try await bench.push(image)
        #expect(course.report.wasThere)
        #expect(course.report.digest == BlobDigest(of: Array(other.utf8)).description)
    }

    @Test func `a repository that is not there is named, and what to do`() async {
        let bench = PushBench { $0.repositories = [] }
        let error = await #expect(throws: ImageError.self) { try await bench.push() }
        #expect(error?.code == .unknownRepository)
        #expect(error?.message.contains("deploy the stack first") == true)
    }

    @Test func `a host that is no registry is one error`() async {
        let bench = PushBench { $0.faults[1] = .answer(RegistryResponse(status: 404)) }
        let error = await #expect(throws: ImageError.self) { try await bench.push() }
        #expect(error?.code == .refused)
    }

    @Test func `a blob that arrives as another one ends the push`() async {
        let bench = PushBench { $0.corrupts = true }
        let error = await #expect(throws: ImageError.self) { try await bench.push() }
        #expect(error?.code == .wrongDigest)
        #expect(bench.registry.now.manifests.isEmpty)
    }

    @Test func `a registry that names no digest is asked for the manifest`() async throws {
        let bench = PushBench { $0.saysDigests = false }
        let image = try Fixture.worker().image()
        #expect(try await bench.push(image).report.digest == image.digest.description)
        #expect(bench.registry.now.requests.last?.method == "GET")
    }
}
