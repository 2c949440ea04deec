import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

struct RecordKeyTests {
    @Test func theKeyIsThatOfTheContract() {
        let key = RecordKey.timestamp(windowStartMs: 1_700_000_003_999, taskIndex: 17, kind: .window)
        #expect(key == 1_700_000_003_000_172)
    }

    @Test func noTwoRecordsOfARunShareAKey() {
        var keys: Set<Int64> = [RecordKey.header]
        var count = 1
        for task in stride(from: 0, to: 1000, by: 1) {
            for second in 0..<20 {
                for kind in RecordKind.allCases {
                    let start = Sample.start + Int64(second) * 1000
                    keys.insert(RecordKey.timestamp(windowStartMs: start, taskIndex: task, kind: kind))
                    count += 1
                }
            }
        }
        #expect(keys.count == count)
    }

    @Test func keysAreInTheOrderOfTime() {
        let last = RecordKey.timestamp(windowStartMs: 5999, taskIndex: 999, kind: .final)
        #expect(last < RecordKey.timestamp(windowStartMs: 6000, taskIndex: 0, kind: .started))
    }

    @Test func timesThatCannotBeAreTakenAsTheNearest() {
        for time in [Int64.min, -1, 0, Int64.max] {
            #expect(RecordKey.timestamp(windowStartMs: time, taskIndex: 0, kind: .started) >= 1)
        }
    }

    @Test func aRecordExpiresNinetyDaysAfterItsWindow() throws {
        let record = try Sample.window("run", sequence: 1, second: 7)
        #expect(record.ttl == Sample.start / 1000 + 7 + 7_776_000)
    }

    @Test func attributesAreWhatAPersonReads() throws {
        let attributes = try Sample.window("run", sequence: 1, second: 7, task: 3, requests: 10).attributes
        #expect(attributes.kind == .window)
        #expect(attributes.taskIndex == 3)
        #expect(attributes.requests == 10)
        #expect(attributes.rps == 10)
        #expect(attributes.statusCodes == [200: 10])
        #expect(attributes.max == 10)
        let median = try #require(attributes.p50)
        #expect(abs(median - 5) < 0.01)
    }

    @Test func aDamagedHistogramIsRefused() throws {
        var endpoint = Sample.endpoint(requests: 4)
        endpoint.responseTime.payload.bytes[20] ^= 0xff
        let message = Sample.message(
            "run",
            sequence: 1,
            second: 0,
            content: .window(
                endpoints: [endpoint],
                generator: GeneratorWindow()
            )
        )
        let error = #expect(throws: MessageError.self) {
            var decoder = HistogramDecoder()
            _ = try ResultRecord(message, using: &decoder)
        }
        #expect(error?.code == .damagedHistogram)
    }
}
