import LocalPipeline
import Measurement
import ProcessControl
import Reporting
import ResultPipeline

/// A run to compare, as the command line names it: a test id, a JSON file, or `baseline`.
struct RunReference {
    let text: String
    let place: PlaceOptions

    /// - Throws: `UsageError` where there is no such run.
    func resolve() throws -> ComparedRun {
        if let name = BaselineStore.name(in: text) {
            return try BaselineStore(try place.data.directory()).read(name)
        }
        if RunFile.isFile(text) { return try RunFile.read(text) }
        let (text, place) = (text, place)
        return try blocking {
            let (archive, _) = try await place.find(text)
            let (document, header) = try await archive.document(of: text)
            return ComparedRun(document.summary, detail: document.detail, isOpenModel: header.isOpenModel)
        }
    }
}
