import ContainerImage
import Testing

@Suite struct TarArchiveTests {
    @Test func endsWithAWholeRecord() throws {
        let bytes = try TarArchive([TarArchive.Entry("a", .file([1]), mode: 0o644)]).bytes()
        #expect(bytes.count == 10_240)
    }
}
