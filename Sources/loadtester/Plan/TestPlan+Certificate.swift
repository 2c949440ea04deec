import LoadEngine
import LoadPlan

extension TestPlan {
    /// What is wrong with the client's certificate, as far as it lies in files; nil where nothing is. The file is named.
    var certificateProblem: String? {
        do {
            try LoadEngine.checkCertificate(of: client)
            return nil
        } catch let error as EngineError {
            return error.message
        } catch {
            return "\(error)"
        }
    }
}
