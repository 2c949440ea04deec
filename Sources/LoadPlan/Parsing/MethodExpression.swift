/// A request method: a token of RFC 9110, such as `GET` or `PURGE`. Case matters and is kept.
public enum MethodExpression {
    /// - Throws: ``ExpressionError`` for anything that is not a token of at most 32 characters, and for `CONNECT`, which
    ///   asks for a tunnel, not for a response.
    public static func parse(_ text: String) throws(ExpressionError) -> String {
        guard HTTPToken.isToken(text), text.utf8.count <= 32, text.uppercased() != "CONNECT" else {
            throw ExpressionError(.method, value: text, expected: "give a request method such as GET or POST.")
        }
        return text
    }
}
