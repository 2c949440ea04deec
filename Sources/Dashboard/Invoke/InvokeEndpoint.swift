internal import FoundationEssentials
internal import ResultPipeline

/// Lambda's Invoke, for the launcher only, so that AWS's tools start runs here
/// (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
struct InvokeEndpoint: Sendable {
    /// Most bytes of a payload; Lambda's own limit is 6 MB.
    static let payloadBytes = 1024 * 1024

    let desk: RunDesk

    /// Whether the path is Invoke's, and of which function.
    static func function(of path: [String]) -> String? {
        guard path.count == 4, path[0] == "2015-03-31", path[1] == "functions", path[3] == "invocations" else {
            return nil
        }
        return path[2]
    }

    func answer(_ request: WebRequest, function: String) async -> WebResponse {
        let id = Self.requestId()
        var response = await outcome(request, function: function)
        response.headers.append((name: "x-amzn-requestid", value: id))
        return response
    }

    private func outcome(_ request: WebRequest, function: String) async -> WebResponse {
        guard FunctionName.isLauncher(function) else {
            return Self.fault(404, "ResourceNotFoundException", "Function not found: \(function)")
        }
        let payload = request.body.isEmpty ? Array("{}".utf8) : request.body
        guard (try? JSONDecoder().decode(AnyJSON.self, from: Data(payload))) != nil else {
            return Self.fault(
                400,
                "InvalidRequestContentException",
                "Could not parse request body into json: it is none"
            )
        }
        switch request.header("x-amz-invocation-type") ?? "RequestResponse" {
        case "DryRun": return WebResponse(204)
        case "Event":
            // Lambda takes any event and runs it later; there is nobody to tell of a refusal but the operator.
            let desk = desk
            Task {
                do { _ = try await desk.launch(payload) } catch { desk.refusedEvent(error) }
            }
            return WebResponse(202)
        case "RequestResponse": return await respond(payload)
        case let other:
            return Self.fault(
                400,
                "InvalidParameterValueException",
                "InvocationType '\(other)' is not accepted: give RequestResponse, Event or DryRun"
            )
        }
    }

    private func respond(_ payload: [UInt8]) async -> WebResponse {
        let version = ("x-amz-executed-version", "$LATEST")
        do {
            return .json(200, try await desk.launch(payload).json(), headers: [version])
        } catch let error as WebError where error.code == .busy {
            return Self.fault(
                429,
                "TooManyRequestsException",
                error.message,
                members: ["Reason": "ConcurrentInvocationLimitExceeded"]
            )
        } catch {
            let (label, message) = Self.described(error as? WebError ?? desk.concealed(error))
            let body = Self.encoded(["errorMessage": message, "errorType": label])
            return .json(200, body, headers: [("x-amz-function-error", "Unhandled"), version])
        }
    }

    /// As the launcher function on AWS says it.
    private static func described(_ error: WebError) -> (label: String, message: String) {
        switch error.code {
        case .invalid: return (LaunchError.Code.invalidPayload.rawValue, error.message)
        default: return (error.code.rawValue, error.message)
        }
    }

    /// An error of the service itself, as the REST-JSON protocol has it.
    private static func fault(
        _ status: Int,
        _ type: String,
        _ message: String,
        members: [String: String] = [:]
    ) -> WebResponse {
        let body = encoded(["Type": "User", "Message": message, "message": message].merging(members) { $1 })
        return .json(status, body, headers: [("x-amzn-errortype", type)])
    }

    private static func encoded(_ members: [String: String]) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(members)).map { Array($0) } ?? []
    }

    /// A random UUID (RFC 9562, version 4).
    private static func requestId() -> String { UUID().uuidString.lowercased() }
}

/// Any JSON value: decoding it says only whether the text is JSON.
private struct AnyJSON: Decodable {
    init(from decoder: any Decoder) throws {}
}
