import FoundationEssentials
import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

struct MessageCodecTests {
    private static func window() -> ResultMessage {
        Sample.message(
            "run-1",
            sequence: 4,
            second: 3,
            task: 2,
            content: .window(
                endpoints: [Sample.endpoint(requests: 5)],
                generator: GeneratorWindow()
            )
        )
    }

    private static let contents: [ResultMessage.Content] = [
        .started(StartReport(segmentIndex: 1, segmentCount: 3, startSkewMs: 1.5)),
        .started(StartReport(segmentIndex: nil, segmentCount: 0, idleReason: "late")),
        .window(
            endpoints: [Sample.endpoint(requests: 5), Sample.endpoint("GET /é", requests: 0)],
            generator: GeneratorWindow()
        ),
        .window(endpoints: [], generator: GeneratorWindow()),
        .window(endpoints: [], generator: GeneratorWindow(), exemplars: Sample.exemplars),
        .final(TaskManifest(windowsSent: 2, windowsLost: 1, totals: RequestCounts(scheduled: 9), failure: "why")),
    ]

    @Test(arguments: contents)
    func aMessageIsReadAsItWasWritten(content: ResultMessage.Content) throws {
        var message = Sample.message("run-1", sequence: 4, second: 3, task: 2, content: content)
        if case .started = content { message.sequence = 0 }
        let bytes = try MessageCodec.encode(message)
        #expect(try MessageCodec.decode(bytes) == message)
        #expect(try MessageCodec.encode(message) == bytes, "equal messages are equal bytes")
    }

    @Test func theFieldsAreThoseOfTheContract() throws {
        let json = try JSONDecoder().decode([String: Field].self, from: Data(try MessageCodec.encode(Self.window())))
        let expected: Set = [
            "schemaVersion", "testId", "taskId", "taskIndex", "taskCount", "sequence", "kind", "windowStart",
            "windowLength", "endpoints", "generator",
        ]
        #expect(Set(json.keys) == expected)
        #expect(json["schemaVersion"] == .number(1))
        #expect(json["kind"] == .text("window"))
    }

    @Test func exemplarsAreAFieldOfTheirOwnThatMayBeLeftOut() throws {
        var message = Self.window()
        let before = try MessageCodec.encode(message)
        message.content = .window(
            endpoints: [Sample.endpoint(requests: 5)],
            generator: GeneratorWindow(),
            exemplars: Sample.exemplars
        )
        let bytes = try MessageCodec.encode(message)
        let json = try JSONDecoder().decode([String: Field].self, from: Data(bytes))
        #expect(json["exemplars"] != nil && bytes.count > before.count && bytes.count < before.count + 1000)
        #expect(try MessageCodec.decode(before).window?.exemplars.isEmpty == true)
    }

    private enum Field: Decodable, Equatable {
        case number(Int), text(String), other

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Int.self) {
                self = .number(number)
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else {
                self = .other
            }
        }
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        var was: String
        var becomes: String
        var code: MessageError.Code
        var testDescription: String { "\(was) → \(becomes)" }
    }

    @Test(arguments: [
        Damage(was: #""schemaVersion":1"#, becomes: #""schemaVersion":2"#, code: .unknownVersion),
        Damage(was: #""schemaVersion":1,"#, becomes: "", code: .wrongType),
        Damage(was: #""kind":"window""#, becomes: #""kind":"summary""#, code: .unknownKind),
        Damage(was: #""kind":"window""#, becomes: #""kind":"final""#, code: .wrongType),
        Damage(was: #""taskIndex":2"#, becomes: #""taskIndex":"2""#, code: .wrongType),
        Damage(was: #""taskIndex":2"#, becomes: #""taskIndex":-1"#, code: .outOfRange),
        Damage(was: #""taskIndex":2"#, becomes: #""taskIndex":1000"#, code: .outOfRange),
        Damage(was: #""taskCount":1000"#, becomes: #""taskCount":1001"#, code: .outOfRange),
        Damage(was: #""sequence":4"#, becomes: #""sequence":0"#, code: .outOfRange),
        Damage(was: #""testId":"run-1""#, becomes: #""testId":"a/b""#, code: .outOfRange),
        Damage(was: #""windowLength":1000"#, becomes: #""windowLength":1500"#, code: .outOfRange),
        Damage(was: #""windowStart":1700000003000"#, becomes: #""windowStart":9223372036854775807"#, code: .outOfRange),
        Damage(was: #""windowStart":1700000003000"#, becomes: #""windowStart":1e300"#, code: .wrongType),
        Damage(was: #""scheduled":5"#, becomes: #""scheduled":-5"#, code: .wrongType),
        Damage(was: #"{"#, becomes: "[", code: .notJSON),
    ])
    func aDamagedMessageIsRefusedWithItsReason(damage: Damage) throws {
        let text = String(decoding: try MessageCodec.encode(Self.window()), as: UTF8.self)
        var damaged = text
        damaged.replaceSubrange(try #require(text.firstRange(of: damage.was)), with: damage.becomes)
        let error = #expect(throws: MessageError.self) { try MessageCodec.decode(Array(damaged.utf8)) }
        #expect(error?.code == damage.code, "\(error?.description ?? "")")
        #expect((error?.message.count ?? 0) > 10)
    }

    @Test func whatIsNoJSONIsRefused() {
        for body in ["", "nonsense", "null", "[]", "\u{0}"] {
            #expect(throws: MessageError.self) { try MessageCodec.decode(Array(body.utf8)) }
        }
    }

    @Test func aMessageAboveTheSizeOfTheQueueIsRefusedBeforeItIsRead() {
        let error = #expect(throws: MessageError.self) {
            try MessageCodec.decode([UInt8](repeating: 0x20, count: ResultMessage.maxBytes + 1))
        }
        #expect(error?.code == .oversized)
    }

    @Test func aManifestMustAgreeWithItsSequence() throws {
        let content = ResultMessage.Content.final(TaskManifest(windowsSent: 3))
        let message = Sample.message("run-1", sequence: 3, second: 3, content: content)
        let error = try #require(throws: MessageError.self) {
            try MessageCodec.decode(try MessageCodec.encode(message))
        }
        #expect(error.code == .outOfRange)
    }

    @Test func reasonsHoldNoControlCharactersAndAreBounded() {
        let error = MessageError(.notJSON, "a\u{0}b\u{FFFE}c\n" + String(repeating: "x", count: 9999))
        #expect(error.message.hasPrefix("a\u{FFFD}b\u{FFFD}c\u{FFFD}xxx"))
        #expect(error.message.unicodeScalars.count == BoundedText.limit)
    }
}
