extension Invocation {
    /// Reads the answer to a request for the next invocation.
    /// - Throws: ``RuntimeFailure`` `invalidResponse` where the id or the deadline is missing or malformed.
    init(_ response: RuntimeResponse) throws(RuntimeFailure) {
        let headers = response.headers
        guard let requestId = headers["lambda-runtime-aws-request-id"], Self.isPathSegment(requestId) else {
            throw RuntimeFailure(.invalidResponse, "The runtime API sent an invocation without a usable request id.")
        }
        guard let deadline = headers["lambda-runtime-deadline-ms"].flatMap({ Int64($0) }) else {
            throw RuntimeFailure(.invalidResponse, "The runtime API sent an invocation without a usable deadline.")
        }
        self.init(
            requestId: requestId,
            deadline: deadline,
            functionArn: headers["lambda-runtime-invoked-function-arn"] ?? "",
            traceId: headers["lambda-runtime-trace-id"],
            clientContext: headers["lambda-runtime-client-context"],
            payload: response.body
        )
    }

    /// It becomes part of a path: letters, digits and hyphens, as in a UUID.
    private static func isPathSegment(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 200
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9", "-": true
                default: false
                }
            }
    }
}
