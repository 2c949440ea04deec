/// How a text report looks.
public struct TextOptions: Sendable, Equatable {
    /// Columns to keep within where the content allows it, at least 60.
    public var width: Int
    /// Whether colour is used (ECMA-48 sequences). Never decided here: a file or a pipe wants none.
    public var isColoured: Bool

    /// 100 columns, no colour.
    public init(width: Int = 100, isColoured: Bool = false) {
        self.width = max(width, 60)
        self.isColoured = isColoured
    }
}
