/// An address for a host name, as curl's `--resolve` takes it: `HOST:PORT:ADDRESS`. IPv6 addresses may be in brackets.
public enum ResolveExpression {
    /// - Throws: ``ExpressionError`` where a part is missing, the port is not 1 to 65535, or the address is not one.
    public static func parse(_ text: String) throws(ExpressionError) -> ResolveOverride {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, let port = UInt16(parts[1]), port > 0,
            parts[0].utf8.allSatisfy({ HTTPToken.isLetterOrDigit($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }),
            let address = address(parts[2])
        else {
            throw ExpressionError(
                .resolve,
                value: text,
                expected: "give HOST:PORT:ADDRESS with an IPv4 or IPv6 address, such as example.com:443:192.0.2.1."
            )
        }
        return ResolveOverride(host: parts[0].lowercased(), port: port, address: address)
    }

    private static func address(_ text: Substring) -> String? {
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        let bare = String(isBracketed ? text.dropFirst().dropLast() : text)
        if IPv6Address(parsing: Array(bare.utf8)[...]) != nil { return bare }
        // Four decimal numbers only: elsewhere `010.0.0.1` is read in two ways.
        return !isBracketed && IPv4Address(parsing: bare)?.text == bare ? bare : nil
    }
}
