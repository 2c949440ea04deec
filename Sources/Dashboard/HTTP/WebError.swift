internal import FoundationEssentials
internal import ResultPipeline

/// Why a request is refused, as the API says it: a label for programs and a sentence for people.
struct WebError: Error, Sendable, Hashable {
    /// The kinds of refusal, each with its status (RFC 9110, section 15.5).
    enum Code: String, Sendable, CaseIterable {
        case invalid, unauthorized, forbidden, notFound, methodNotAllowed, conflict, tooLarge, unsupportedMedia
        case busy, shuttingDown, internalError

        var status: Int {
            switch self {
            case .invalid: 400
            case .unauthorized: 401
            case .forbidden: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .conflict: 409
            case .tooLarge: 413
            case .unsupportedMedia: 415
            case .busy: 429
            case .internalError: 500
            case .shuttingDown: 503
            }
        }
    }

    let code: Code
    /// What is wrong and what to do.
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A launch that was refused or failed.
    init(_ error: LaunchError) {
        switch error.code {
        case .invalidPayload: self.init(.invalid, error.message)
        case .conflict: self.init(.conflict, error.message)
        case .unknownRun: self.init(.notFound, error.message)
        case .plan, .registry, .fleet, .handOver: self.init(.internalError, error.message)
        }
    }

    /// `{"error": "…", "message": "…"}`.
    var json: WebResponse {
        struct Form: Encodable {
            let error: String
            let message: String
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = (try? encoder.encode(Form(error: code.rawValue, message: message))).map { Array($0) }
        return .json(code.status, bytes ?? [], headers: headers)
    }

    /// Fields that the status wants.
    var headers: [(String, String)] {
        switch code {
        case .unauthorized: [("www-authenticate", "Bearer realm=\"loadtester\"")]
        case .busy: [("retry-after", "5")]
        default: []
        }
    }
}
