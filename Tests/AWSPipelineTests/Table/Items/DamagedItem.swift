@testable import AWSClient

/// Items as others may write or damage them.
enum DamagedItem {
    private static let odd: [AttributeValue] = [
        .null, .bool(false), .string(""), .string("-1"), .number("-1"), .number("1e125"), .number("0.5"),
        .number("99999999999999999999999999999999999999"), .binary([]), .binary([1, 2, 3]), .list([]), .list([.null]),
        .map([:]), .map(["": .number("1")]), .map(["200": .null]), .stringSet(["a"]), .numberSet(["0.5"]),
        .numberSet(["-1"]),
    ]

    /// Every way to take one attribute away, at any depth, or to put something odd in its place.
    static func all(of item: DynamoDBItem) -> [DynamoDBItem] { damaged(.map(item)).compactMap(\.map) }

    private static func damaged(_ value: AttributeValue) -> [AttributeValue] {
        var results = odd
        switch value {
        case .map(let fields):
            for (name, field) in fields {
                var without = fields
                without[name] = nil
                results.append(.map(without))
                results += damaged(field).map { .map(fields.merging([name: $0]) { $1 }) }
            }
        case .list(let elements):
            for (index, element) in elements.enumerated() {
                results += damaged(element).map { damage in
                    var copy = elements
                    copy[index] = damage
                    return .list(copy)
                }
            }
        default: break
        }
        return results
    }
}
