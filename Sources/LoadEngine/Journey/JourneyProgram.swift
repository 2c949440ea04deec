import JSONPath
import LoadPlan

/// A plan's scenarios as an event loop runs them: a flat list of instructions, with every request cut into bytes that are always the
/// same and the values between them. Compiled once, shared by all loops, never changed.
final class JourneyProgram: Sendable {
    /// What a virtual user does next. Targets are positions in `instructions`.
    enum Instruction: Sendable {
        case request(Int)
        case pause(Pause)
        case beginGroup(Int)
        case endGroup
        case jump(Int)
        case jumpUnless(condition: Int, Int)
        case clear(counter: Int)
        /// Goes on where the counter has reached its limit, else adds one and jumps.
        case jumpBelow(counter: Int, limit: Int, Int)
        case end
    }

    /// A name under which requests are reported, with the checks that are counted there.
    struct Endpoint: Sendable {
        var name: String
        var checks: [String] = []
    }

    var instructions: [Instruction] { parts.instructions }
    /// Where each scenario begins.
    var entries: [Int] { parts.entries }
    var requests: [CompiledRequest] { parts.requests }
    let parts: Parts
    let order: ScenarioOrder
    /// How requests are signed, where some are.
    let signing: LoadEngine.RequestSigner?

    /// What the compiler puts together.
    struct Parts: Sendable {
        var instructions: [Instruction] = []
        var entries: [Int] = []
        var requests: [CompiledRequest] = []
        var fragments: [Fragment] = []
        /// The bytes of all text fragments.
        var text: [UInt8] = []
        var generators: [Generator] = []
        var captures: [CompiledCapture] = []
        var checks: [CompiledCheck] = []
        var conditions: [CompiledCondition] = []
        var paths: [JSONPath] = []
        var patterns: [Pattern] = []
        /// Names of response header fields and cookies that something reads, in lower case.
        var headerNames: [[UInt8]] = []
        /// Names of captures; each has a slot in every virtual user.
        var slots: [String] = []
        /// What a slot holds when an iteration begins.
        var initialSlots: [[UInt8]?] = []
        var counters = 0
        /// The most groups within groups.
        var groupDepth = 0
        var endpoints: [Endpoint] = []
        var groups: [String] = []
        /// Hosts that requests go to; 0 is the plan's target.
        var origins: [TargetURL] = []
        var signers: [CompiledSigner] = []
    }

    init(_ parts: Parts, weights: [Int], signing: LoadEngine.RequestSigner? = nil) {
        self.parts = parts
        self.signing = signing
        order = ScenarioOrder(weights: weights)
    }

    /// The endpoint of the request that a scenario begins with; nil where a condition decides about that, or a pause comes first and
    /// the request is not due when the arrival is.
    func firstEndpoint(ofScenario scenario: Int) -> Int? {
        var position = parts.entries[scenario]
        while true {
            switch parts.instructions[position] {
            case .request(let index): return parts.requests[index].endpoint
            case .beginGroup, .endGroup, .clear: position += 1
            case .jump(let target): position = target
            case .pause, .jumpUnless, .jumpBelow, .end: return nil
            }
        }
    }
}

/// A piece of a request. Plain memory.
struct Fragment: Sendable {
    enum Kind: UInt8, Sendable {
        /// `count` bytes of the program's text from `index`.
        case text
        /// The capture slot `index`.
        case slot
        /// Column `count` of data set `index`.
        case column
        /// Generator `index`.
        case generator
        /// `Cookie` with the cookies that the virtual user has for this request, where it has any.
        case cookies
        /// The decimal number of bytes that the content has.
        case contentLength
        /// What was written since `beginEncoding` is replaced by its base64.
        case beginEncoding, endEncoding
        /// The header fields of an AWS signature by signer `index`.
        case signature
        /// The value of `traceparent` of this request.
        case traceparent
    }

    var kind: Kind
    var context = WritingContext.plain
    var index: Int32 = 0
    var count: Int32 = 0
}

/// A range of fragments.
struct FragmentRange: Sendable {
    var start: Int32 = 0
    var end: Int32 = 0

    var isEmpty: Bool { start == end }
}

/// A request step. Plain memory; ranges lie in the program's tables.
struct CompiledRequest: Sendable {
    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        /// The content is read by a check or a capture.
        static let readsBody = Flags(rawValue: 1)
        /// As JSON.
        static let readsJSON = Flags(rawValue: 2)
        /// The method is HEAD.
        static let isHead = Flags(rawValue: 4)
        /// The path is the same every time.
        static let hasConstantPath = Flags(rawValue: 8)
    }

    var endpoint = 0
    var origin = 0
    var head = FragmentRange()
    var body = FragmentRange()
    var flags: Flags = []
    /// Where the request's target begins.
    var targetStart: Int32 = 0
    var timeout: Int64 = 0
    var maxRedirects: Int32 = 0
    var captures: Range<Int> = 0..<0
    var checks: Range<Int> = 0..<0
    /// How it is signed for AWS; -1 where it is not.
    var signer: Int32 = -1
}

/// The key and scope of an AWS signature, and the templates of its parts.
struct CompiledSigner: Sendable {
    var service: String
    var region: String
    var accessKeyId = FragmentRange()
    var secretAccessKey = FragmentRange()
    var sessionToken = FragmentRange()
}
