/// Invokes AWS Lambda functions.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
public struct LambdaClient: Sendable {
    /// How a function is invoked.
    public enum Invocation: String, Sendable, CaseIterable {
        /// Lambda queues the event and answers at once. The function may be run more than once for it.
        case event = "Event"
        /// The answer is the function's.
        case requestResponse = "RequestResponse"
    }

    let caller: any AWSCaller

    /// Operations by way of `caller`, which addresses and signs for `lambda`.
    public init(_ caller: any AWSCaller) {
        self.caller = caller
    }

    /// Invokes a function.
    /// - Parameters:
    ///   - function: Its name or ARN.
    ///   - payload: JSON.
    ///   - qualifier: A version or an alias; nil for the latest code.
    ///   - timeout: Time for the answer; nil for the caller's default. Should exceed the function's own for
    ///     `requestResponse`.
    ///   - maxAttempts: 1 where the function must not run twice; nil for the caller's default.
    /// - Throws: ``AWSError``; `CancellationError`. An error of the function itself is no error of the invocation: see
    ///   ``LambdaAnswer/functionError``.
    public func invoke(
        _ function: String,
        _ invocation: Invocation,
        payload: [UInt8],
        qualifier: String? = nil,
        timeout: Duration? = nil,
        maxAttempts: Int? = nil
    ) async throws -> LambdaAnswer {
        let response = try await caller.call(
            AWSRequest(
                operation: "Invoke",
                path: "/2015-03-31/functions/\(Self.encoded(function))/invocations",
                query: qualifier.map { [HTTPField("Qualifier", $0)] } ?? [],
                headers: [
                    HTTPField("content-type", "application/json"),
                    HTTPField("x-amz-invocation-type", invocation.rawValue),
                ],
                body: payload,
                timeout: timeout,
                maxAttempts: maxAttempts
            )
        )
        return LambdaAnswer(
            status: response.status,
            functionError: response.header("x-amz-function-error"),
            payload: response.body
        )
    }

    /// A path segment, percent-encoded: of the characters of names and ARNs, colons and the `$` of `$LATEST`.
    static func encoded(_ function: String) -> String {
        var segment = ""
        for byte in function.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                segment.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                segment += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return segment
    }
}

/// The answer to an invocation.
public struct LambdaAnswer: Hashable, Sendable {
    /// 200 for `requestResponse`, 202 for `event`.
    public let status: Int
    /// `Unhandled` or `Handled` where the function failed; nil where it did not, or is yet to run. The payload then
    /// describes the error.
    public let functionError: String?
    /// The function's answer; empty for `event`.
    public let payload: [UInt8]
}
