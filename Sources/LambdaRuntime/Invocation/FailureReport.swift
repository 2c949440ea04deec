internal import FoundationEssentials

/// An error as the runtime API takes it: the content and the `Lambda-Runtime-Function-Error-Type` header.
struct FailureReport: Hashable, Sendable {
    /// Letters, digits, `.`, `_` and `-`, at most 100 of them.
    let errorType: String
    /// At most 2,000 characters.
    let errorMessage: String

    init(errorType: String, errorMessage: String) {
        let allowed = errorType.unicodeScalars.prefix(100).map { Self.isPlain($0) ? Character($0) : "_" }
        self.errorType = allowed.isEmpty ? "Error" : String(allowed)
        self.errorMessage = String(errorMessage.unicodeScalars.prefix(2000))
    }

    /// A ``LambdaFailure`` in its own words; any other error by the name of its type and its description.
    init(_ error: any Error) {
        if let failure = error as? any LambdaFailure {
            self.init(errorType: failure.errorType, errorMessage: failure.errorMessage)
        } else {
            self.init(errorType: "\(type(of: error))", errorMessage: "\(error)")
        }
    }

    /// In the words that Lambda uses itself for a response above its limit.
    init(responseSize: Int, limit: Int) {
        self.init(
            errorType: "Function.ResponseSizeTooLarge",
            errorMessage: "Response payload size (\(responseSize) bytes) exceeded maximum allowed payload size "
                + "(\(limit) bytes)."
        )
    }

    /// `{"errorMessage":…,"errorType":…,"stackTrace":[]}`
    var json: [UInt8] {
        struct Content: Encodable {
            let errorMessage: String
            let errorType: String
            let stackTrace: [String]
        }
        let content = Content(errorMessage: errorMessage, errorType: errorType, stackTrace: [])
        return SingleLineJSON.encode(content)
    }

    /// As it goes into a log line.
    var fields: [String: LogValue] { ["errorType": .text(errorType), "errorMessage": .text(errorMessage)] }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "_", "-": true
        default: false
        }
    }
}
