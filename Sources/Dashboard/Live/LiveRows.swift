internal import Reporting

/// What a page is told of the groups of steps, or of the endpoints, of a run that goes on.
struct LiveRows: Encodable, Sendable {
    /// Most rows that an event holds, once a second for every reader.
    static let limit = 50

    struct Row: Encodable, Sendable {
        var name: String
        var perSecond: Double
        var count: UInt64
        var failed: UInt64
        var last: LiveEvent.Times?
        var run: LiveEvent.Times?
    }

    var rows: [Row]
    /// How many there are besides.
    var leftOut: Int

    /// The busiest, in the order in which they stand in `places`.
    init(_ places: [LivePlace]) {
        rows = places.busiest(Self.limit).map { position in
            let place = places[position]
            return Row(
                name: place.name,
                perSecond: place.perSecond,
                count: place.count,
                failed: place.failed,
                last: place.last.map(LiveEvent.Times.init),
                run: place.run.map(LiveEvent.Times.init)
            )
        }
        leftOut = places.count - rows.count
    }
}
