internal import FoundationEssentials

/// The event is not what the function handles.
public struct InvalidEvent: LambdaFailure, Hashable, CustomStringConvertible {
    /// `InvalidEvent`.
    public var errorType: String { "InvalidEvent" }
    /// Where in the event what was missing or wrong. Holds no value of the event.
    public let errorMessage: String
    /// The message.
    public var description: String { errorMessage }

    init(_ error: any Error) {
        errorMessage =
            switch error as? DecodingError {
            case .keyNotFound(let key, let context):
                "The event has no field '\((context.codingPath + [key]).dotted)'."
            case .valueNotFound(_, let context):
                "The event's field '\(context.codingPath.dotted)' is null."
            case .typeMismatch(let type, let context):
                "The event's field '\(context.codingPath.dotted)' is not of type \(type)."
            case .dataCorrupted(let context) where !context.codingPath.isEmpty:
                "The event's field '\(context.codingPath.dotted)' cannot be read."
            default: "The event is not JSON."
            }
    }
}

extension Invocation {
    /// The event as a typed value; fields that `type` does not name are passed over.
    /// - Throws: ``InvalidEvent``.
    public func decode<Event: Decodable>(_ type: Event.Type = Event.self) throws(InvalidEvent) -> Event {
        do {
            return try JSONDecoder().decode(type, from: Data(payload))
        } catch {
            throw InvalidEvent(error)
        }
    }
}

extension [any CodingKey] {
    /// `Records[0].body`; of the event itself, `event`.
    fileprivate var dotted: String {
        let path = reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
        return path.isEmpty ? "event" : path
    }
}
