/// The live screen of a run: a function of where the run stands and of how large the screen is.
public struct LiveView: Sendable {
    /// What a screen is and can show.
    public struct Screen: Sendable, Equatable {
        /// Columns, at least 1.
        public var width: Int
        /// Lines, at least 1.
        public var height: Int
        /// Whether colour is used (ECMA-48 sequences).
        public var isColoured: Bool
        /// Whether it shows more than ASCII.
        public var isUnicode: Bool

        /// A screen; sizes below 1 are taken for 1.
        public init(width: Int, height: Int, isColoured: Bool = false, isUnicode: Bool = true) {
            (self.width, self.height) = (max(1, width), max(1, height))
            (self.isColoured, self.isUnicode) = (isColoured, isUnicode)
        }
    }

    /// Names the run.
    public var testId: String
    /// What is under test, such as `GET https://example.com/`, without credentials.
    public var target: String
    /// Where the run stands.
    public var figures: ProgressFigures
    /// How it came there.
    public var history: LiveHistory
    /// What has gone wrong, the newest last.
    public var notices: [String]

    /// Creates a view.
    public init(
        testId: String,
        target: String,
        figures: ProgressFigures,
        history: LiveHistory,
        notices: [String] = []
    ) {
        self.testId = testId
        self.target = target
        self.figures = figures
        self.history = history
        self.notices = notices
    }

    /// The lines, at most ``Screen/height`` of at most ``Screen/width`` columns, without line breaks. Texts from targets
    /// and plans hold no control characters. What matters least is left out where the screen is small; tables get the room
    /// that the rest leaves.
    public func lines(on screen: Screen) -> [String] {
        var blocks = LiveSections(view: self, screen: screen).all
        while blocks.reduce(0, { $0 + $1.counts.lowerBound }) > screen.height, blocks.count > 1,
            let least = blocks.indices.min(by: { blocks[$0].weight < blocks[$1].weight })
        {
            blocks.remove(at: least)
        }
        var spare = max(0, screen.height - blocks.reduce(0) { $0 + $1.counts.lowerBound })
        let lines = blocks.flatMap { block in
            let more = min(spare, block.counts.count - 1)
            spare -= more
            return block.lines(block.counts.lowerBound + more)
        }.prefix(screen.height)
        return lines.map { $0.text(width: screen.width, isColoured: screen.isColoured) }
    }
}
