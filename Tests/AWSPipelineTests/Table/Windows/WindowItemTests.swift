import Measurement
import PipelineTestKit
import ResultPipeline
import Testing

@testable import AWSClient
@testable import AWSPipeline

/// The reader of windows makes of an item what is made of all items, or leaves it alone.
struct WindowItemTests {
    private let fixture = TableFixture()

    private static func text(_ item: DynamoDBItem) -> [UInt8] {
        var json = JSONWriter()
        json.item(item)
        return json.bytes
    }

    /// Nil where the reader leaves the item alone.
    private static func read(_ text: [UInt8]) -> StoredMessage? {
        var reader = AttributeReader(json: JSONReader(text))
        return try? WindowItem.read(&reader)
    }

    private static func expectSame(_ item: DynamoDBItem) -> Bool {
        guard let read = read(text(item)) else { return false }
        let reference = try? RecordItem.message(item)
        #expect(read == reference)
        return true
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `any window is read as from its item, and nothing else is read`(seed: UInt64) throws {
        var messages = RandomMessage(seed: seed)
        var windows = (read: 0, left: 0)
        for task in 0..<60 {
            let message = messages.next("random", task: task)
            let isRead = Self.expectSame(try RecordItem.item(try fixture.record(message)))
            guard message.kind == .window else {
                #expect(!isRead)
                continue
            }
            if isRead { windows.read += 1 } else { windows.left += 1 }
        }
        // Names that are stored in another form than their own are rare but here.
        #expect(windows.read > 0 && windows.left > 0)
    }

    @Test func `windows as tasks send them are read`() throws {
        var window = try Sample.window("run", sequence: 4, second: 5, task: 7, requests: 4)
        #expect(Self.expectSame(try RecordItem.item(window)))
        guard case .window(var endpoints, _, let generator, _) = window.message.content else { return }
        endpoints[0].errors = ["timeout": 3, "é\"": 1]
        endpoints[0].checks = ["status is 200": CheckCounts(passes: 3, fails: 1)]
        let group = GroupWindow(name: "checkout", completed: 2, failed: 1, time: endpoints[0].responseTime)
        window.message.content = .window(
            endpoints: endpoints + endpoints,
            groups: [group, group],
            generator: generator,
            exemplars: Sample.exemplars
        )
        #expect(Self.expectSame(try RecordItem.item(window)))
    }

    @Test func `a damaged window is read as from its item, or left`() throws {
        var window = try Sample.window("run", sequence: 1, second: 0, exemplars: Sample.exemplars)
        window.attributes.errors = ["a": 1]
        var read = 0
        let damaged = DamagedItem.all(of: try RecordItem.item(window))
        for item in damaged where Self.expectSame(item) { read += 1 }
        // What only people read may be damaged.
        #expect(read > 100 && read < damaged.count / 2)
    }

    @Test func `changed text is read as from the item that it is, or left`() throws {
        let text = Self.text(try RecordItem.item(try Sample.window("run", sequence: 1, second: 0)))
        var random = SeededGenerator(seed: 11)
        var outcomes = (read: 0, left: 0)
        for _ in 0..<1000 {
            var changed = text
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let position = Int.random(in: 0..<changed.count, using: &random)
                if Bool.random(using: &random) {
                    changed[position] = UInt8.random(in: 0...255, using: &random)
                } else {
                    changed.remove(at: position)
                }
            }
            guard let read = Self.read(changed) else {
                outcomes.left += 1
                continue
            }
            outcomes.read += 1
            var reader = JSONReader(changed)
            // An attribute that is passed over may be none.
            guard let item = try? reader.item() else { continue }
            let reference = try? RecordItem.message(item)
            #expect(read == reference)
        }
        #expect(outcomes.read > 30 && outcomes.left > 30)
    }
}
