internal import AWSClient
internal import Measurement
internal import ResultPipeline

/// Reads items of windows, nearly all there are of a long run, straight from the answer. It makes of an item what
/// ``RecordItem/message(_:)`` makes of it, ten times as fast, or leaves it to that: items of other kinds and versions, and
/// whatever is not in the form that DynamoDB gives to our own items.
enum WindowItem {
    static func read(_ item: inout AttributeReader) throws(AttributeMismatch) -> StoredMessage {
        var fields = Fields()
        try item.attributes { name, value throws(AttributeMismatch) in try fields.read(name, &value) }
        return try fields.stored()
    }

    private struct Fields {
        var version: Int?
        var kind: String?
        var testId: String?
        var taskId: String?
        var taskIndex: Int?
        var taskCount: Int?
        var sequence: Int?
        var windowStart: Int?
        var windowLength: Int?
        var endpoints: [EndpointWindow]?
        var groups: [GroupWindow] = []
        var generator = GeneratorWindow()
        var exemplars = WindowExemplars()
        var timestamp: Int?
        var ttl: Int?

        mutating func read(_ name: String, _ value: inout AttributeReader) throws(AttributeMismatch) {
            switch name {
            case TableAttribute.schemaVersion: version = try value.integer()
            case TableAttribute.kind: kind = try value.string()
            case TableAttribute.testId: testId = try value.string()
            case TableAttribute.timestamp: timestamp = try value.integer()
            case TableAttribute.ttl: ttl = try value.integer()
            case "taskId": taskId = try value.string()
            case "taskIndex": taskIndex = try value.integer()
            case "taskCount": taskCount = try value.integer()
            case "sequence": sequence = try value.integer()
            case "windowStart": windowStart = try value.integer()
            case "windowLength": windowLength = try value.integer()
            case "endpoints": endpoints = try WindowFields.endpoints(&value)
            case "groups": groups = try WindowFields.groups(&value)
            case "generator": generator = try WindowFields.generator(&value)
            case "exemplars": exemplars = try WindowFields.exemplars(&value)
            default: try value.skip()
            }
        }

        func stored() throws(AttributeMismatch) -> StoredMessage {
            guard version == ResultMessage.schemaVersion, kind == RecordKind.window.name, let testId, let taskId,
                let taskIndex, let taskCount, let sequence, let windowStart, let windowLength, let endpoints,
                let timestamp, let ttl
            else { throw AttributeMismatch() }
            let message = ResultMessage(
                testId: testId,
                taskId: taskId,
                taskIndex: taskIndex,
                taskCount: taskCount,
                sequence: sequence,
                windowStart: Int64(windowStart),
                windowLength: Int64(windowLength),
                content: .window(endpoints: endpoints, groups: groups, generator: generator, exemplars: exemplars)
            )
            guard (try? MessageCodec.check(message)) != nil else { throw AttributeMismatch() }
            return StoredMessage(message: message, timestamp: Int64(timestamp), ttl: Int64(ttl))
        }
    }
}
