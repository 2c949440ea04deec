import AWSPipeline
import AWSTransport
import FoundationEssentials
import LambdaRuntime
import ResultPipeline

/// The function `LoadTestProcessor`: a batch of result messages in, records in the table.
enum ProcessorFunction {
    static func serve() -> Never {
        let environment = ProcessInfo.processInfo.environment
        LambdaRuntime.run(environment: environment) { try prepare(environment) }
    }

    private static func prepare(_ environment: [String: String]) throws -> LambdaFunction {
        let settings = try ProcessorSettings(environment: environment)
        let transport = try AsyncHTTPTransport(environment: environment)
        let access = try AWSAccess(environment: environment, transport: transport)
        let log = LambdaLog(environment: environment)
        // One attempt of the processor: the store itself is patient for as long as an invocation can be.
        let store = access.store(table: settings.table, retention: settings.retention)
        let wantsMetrics = environment["EMBEDDED_METRICS"] == "1"
        let processor = ResultProcessor(
            store: store,
            attempts: 1,
            onStored: { records in
                guard wantsMetrics else { return }
                for line in records.compactMap({ EmbeddedMetric($0)?.line }) {
                    LambdaLog.writeToStandardError(Array((line + "\n").utf8))
                }
            }
        )
        return LambdaFunction(onShutdown: { await transport.shutdown() }) { invocation in
            let event = try invocation.decode(SQSEvent.self)
            let outcome = await processor.handle(event.records.map(QueueDelivery.init))
            let log = log.with(requestId: invocation.requestId)
            for rejection in outcome.rejected {
                log.log(
                    rejection.isTransient ? .warning : .error,
                    rejection.isTransient ? "message not stored, it comes again" : "message refused",
                    [
                        "messageId": .text(rejection.messageId), "label": .text(rejection.label),
                        "reason": .text(rejection.reason),
                    ]
                )
            }
            return SQSBatchResponse(failed: outcome.rejected.map(\.messageId)).json
        }
    }
}

extension QueueDelivery {
    init(_ record: SQSEvent.Record) {
        self.init(
            messageId: record.messageId,
            receipt: record.receiptHandle,
            body: Array(record.body.utf8),
            receiveCount: record.approximateReceiveCount
        )
    }
}
