/// Why bytes are not one JSON document.
struct JSONReadError: Error, Hashable, Sendable {
    /// What is wrong, and where.
    let message: String
    /// The outermost member it is in, where it is in one.
    let field: String?
}
