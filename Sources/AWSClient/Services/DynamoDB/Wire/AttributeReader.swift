/// Reads an item of an answer attribute by attribute, without a tree of values in between: for the reader who knows the
/// form of most items, and reads the others as ``DynamoDBItem``.
///
/// Only what DynamoDB itself sends is read: no white space, numbers in plain digits. All else is a mismatch.
public struct AttributeReader {
    var json: JSONReader

    /// The attributes of the item; `attribute` gets each name and must read or skip its value.
    public mutating func attributes(
        _ attribute: (String, inout AttributeReader) throws(AttributeMismatch) -> Void
    ) throws(AttributeMismatch) {
        try pass("{")
        guard !json.take("}") else { return }
        repeat {
            let name = try text()
            try pass(":")
            try attribute(name, &self)
        } while json.take(",")
        try pass("}")
    }

    /// The attributes of an `M`.
    public mutating func map(
        _ attribute: (String, inout AttributeReader) throws(AttributeMismatch) -> Void
    ) throws(AttributeMismatch) {
        try open("{\"M\":")
        try attributes(attribute)
        try pass("}")
    }

    /// The elements of an `L`; `element` must read or skip one value.
    public mutating func list(
        _ element: (inout AttributeReader) throws(AttributeMismatch) -> Void
    ) throws(AttributeMismatch) {
        try open("{\"L\":[")
        if !json.take("]") {
            repeat { try element(&self) } while json.take(",")
            try pass("]")
        }
        try pass("}")
    }

    /// An `S`.
    public mutating func string() throws(AttributeMismatch) -> String {
        try open("{\"S\":")
        let text = try text()
        try pass("}")
        return text
    }

    /// A `B`.
    public mutating func binary() throws(AttributeMismatch) -> [UInt8] {
        try open("{\"B\":")
        let bytes: [UInt8]
        do throws(JSONSyntaxError) { bytes = try json.base64() } catch { throw AttributeMismatch() }
        try pass("}")
        return bytes
    }

    /// An `N` that is whole, not negative, and fits.
    public mutating func count() throws(AttributeMismatch) -> UInt64 {
        try open("{\"N\":\"")
        guard let value = json.digits() else { throw AttributeMismatch() }
        try pass("\"")
        try pass("}")
        return value
    }

    /// An `N` that is whole, not negative, and fits.
    public mutating func integer() throws(AttributeMismatch) -> Int {
        guard let value = Int(exactly: try count()) else { throw AttributeMismatch() }
        return value
    }

    /// Passes over a value of any type.
    public mutating func skip() throws(AttributeMismatch) {
        do throws(JSONSyntaxError) { try json.skip() } catch { throw AttributeMismatch() }
    }

    private mutating func text() throws(AttributeMismatch) -> String {
        do throws(JSONSyntaxError) { return try json.string() } catch { throw AttributeMismatch() }
    }

    private mutating func pass(_ character: Unicode.Scalar) throws(AttributeMismatch) {
        guard json.take(character) else { throw AttributeMismatch() }
    }

    private mutating func open(_ text: StaticString) throws(AttributeMismatch) {
        guard json.take(text: text) else { throw AttributeMismatch() }
    }
}

/// An item is not of the form that its reader knows.
public struct AttributeMismatch: Error, Hashable, Sendable {
    /// Creates the error.
    public init() {}
}
