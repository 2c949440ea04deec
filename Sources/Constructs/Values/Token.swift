/// A string that a template holds: known now, or known to CloudFormation when it deploys.
///
/// Written as an interpolation where it is made of several: `"arn:\(.partition):sqs:\(.region):\(.accountId):Jobs"`. A
/// `String` is put in as `.literal(text)`, so that no token is turned into text on the way.
public indirect enum Token: Hashable, Sendable {
    /// Known now.
    case literal(String)
    /// What `Ref` gives for a resource or parameter.
    case ref(LogicalID)
    /// An attribute of a resource.
    case getAtt(LogicalID, String)
    /// What CloudFormation knows of the deployment.
    case pseudo(PseudoParameter)
    /// Tokens one after the other, by `Fn::Sub` where it can say them.
    case sub([Token])
    /// Tokens with a separator between them.
    case join(String, [Token])
    /// The element at a place of a list.
    case select(Int, TokenList)
    /// A value that another stack exports.
    case importValue(String)
}

/// A list of strings that only CloudFormation knows.
public indirect enum TokenList: Hashable, Sendable {
    /// The availability zones of the stack's region.
    case availabilityZones
    /// The parts of a token between separators.
    case split(String, Token)
}

/// What CloudFormation knows of a deployment.
///
/// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
public enum PseudoParameter: String, Hashable, Sendable {
    /// The account's twelve digits.
    case accountId = "AWS::AccountId"
    /// `aws`, `aws-cn`, `aws-us-gov`.
    case partition = "AWS::Partition"
    /// `eu-central-1`.
    case region = "AWS::Region"
    /// The stack's name.
    case stackName = "AWS::StackName"
    /// `amazonaws.com`, and in China `amazonaws.com.cn`.
    case urlSuffix = "AWS::URLSuffix"
}

extension Token {
    /// The account's twelve digits.
    public static let accountId = Token.pseudo(.accountId)
    /// `aws`, `aws-cn`, `aws-us-gov`.
    public static let partition = Token.pseudo(.partition)
    /// `eu-central-1`.
    public static let region = Token.pseudo(.region)
    /// The stack's name.
    public static let stackName = Token.pseudo(.stackName)
    /// `amazonaws.com`, and in China `amazonaws.com.cn`.
    public static let urlSuffix = Token.pseudo(.urlSuffix)

    /// The string, where it is known now.
    public var literal: String? {
        guard case .literal(let text) = self else { return nil }
        return text
    }
}

extension Token: ExpressibleByStringInterpolation {
    /// A string that is known now.
    public init(stringLiteral value: String) { self = .literal(value) }

    /// Tokens one after the other.
    public init(stringInterpolation: Interpolation) { self = .sub(stringInterpolation.parts) }

    /// Gathers the parts of an interpolated token.
    public struct Interpolation: StringInterpolationProtocol {
        var parts: [Token] = []

        /// See `StringInterpolationProtocol`.
        public init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds text.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.literal(literal)) }
        }

        /// Adds a token.
        public mutating func appendInterpolation(_ token: Token) { parts.append(token) }

        /// Adds a number.
        public mutating func appendInterpolation(_ number: Int) { parts.append(.literal(String(number))) }
    }
}
