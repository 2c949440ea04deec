import FoundationEssentials
import Glibc
import LambdaRuntime

/// A function that does what it is told, to see what Lambda's own emulator makes of it.
@main enum Probe {
    static func main() {
        let environment = ProcessInfo.processInfo.environment
        var options = RuntimeOptions()
        if environment["PROBE_NO_LIMIT"] != nil { options.responseLimit = .max }
        let log = LambdaLog(environment: environment)
        LambdaRuntime.run(environment: environment, options: options, log: log) {
            if environment["PROBE_CANNOT_START"] != nil { throw Refusal(errorType: "NotConfigured") }
            return LambdaFunction(onShutdown: { log.info("closed") }) { try await handle($0) }
        }
    }

    private struct Event: Decodable {
        let act: String
    }

    private struct Refusal: LambdaFailure {
        let errorType: String
        let errorMessage = "the probe was told so"
    }

    private struct Unspoken: Error {}

    private static func handle(_ invocation: Invocation) async throws -> [UInt8] {
        let event: Event = try invocation.decode()
        switch event.act {
        case "describe": return Array(try JSONEncoder().encode(describe(invocation)))
        case "refuse": throw Refusal(errorType: "Refusal")
        case "throw": throw Unspoken()
        case "wait until cancelled":
            do {
                try await Task.sleep(for: .seconds(60))
                return Array(#""whole""#.utf8)
            } catch {
                return Array(#"{"partial":true,"remaining":\#(invocation.remaining() > .zero)}"#.utf8)
            }
        case "hang":
            while true { sleep(60) }
        case "exit": exit(3)
        case "trap": raise(SIGILL)
        case "overflow": return Array(("\"" + String(repeating: "x", count: 7_000_000) + "\"").utf8)
        default: break
        }
        return invocation.payload
    }

    private static func describe(_ invocation: Invocation) -> [String: String] {
        [
            "pid": "\(getpid())", "requestId": invocation.requestId, "functionArn": invocation.functionArn,
            "traceId": invocation.traceId ?? "",
            "environment": getenv("_X_AMZN_TRACE_ID").map { String(cString: $0) } ?? "",
            "remaining": "\(invocation.remaining().components.seconds)",
        ]
    }
}
