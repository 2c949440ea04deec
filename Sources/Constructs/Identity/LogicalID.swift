internal import Crypto

/// The name of a resource, parameter or output in a template. A resource whose name changes is replaced, so names derive
/// from the path alone, in the way of the CDK: a stack that is moved there keeps its resources.
///
/// Source: `makeUniqueId` in https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/core/lib/private/uniqueid.ts
public struct LogicalID: Hashable, Sendable, CustomStringConvertible {
    /// Most characters of a name that CloudFormation takes.
    public static let maxLength = 255
    private static let maxReadableLength = 240
    /// Components that say nothing to a reader, and are left out of the readable part.
    private static let primaryChild = "Resource"
    private static let defaultChild = "Default"

    /// The name: letters and digits.
    public let text: String
    /// The name.
    public var description: String { text }

    /// The name at a path within its stack.
    ///
    /// A path of one component is its own name; of more, its components one after the other, without repetitions and
    /// `Resource`, and eight digits of the MD5 of the whole path.
    /// - Parameter components: The path's components below the stack. None make an empty name.
    public init(_ components: [String]) {
        let components = components.filter { $0 != Self.defaultChild }
        if components.count == 1 {
            let name = Self.lettersAndDigits(components[0])
            if name.utf8.count <= Self.maxLength {
                text = name
                return
            }
        }
        var distinct: [String] = []
        for component in components where distinct.last?.hasSuffix(component) != true { distinct.append(component) }
        let readable = distinct.filter { $0 != Self.primaryChild }.map(Self.lettersAndDigits).joined()
        text = readable.prefix(Self.maxReadableLength) + Self.hash(components)
    }

    /// Eight hexadecimal digits in upper case.
    private static func hash(_ components: [String]) -> String {
        Insecure.MD5.hash(data: Array(components.joined(separator: "/").utf8)).prefix(4)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    private static func lettersAndDigits(_ text: String) -> String {
        String(text.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }
}
