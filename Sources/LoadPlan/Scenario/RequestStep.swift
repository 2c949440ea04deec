/// One request of a scenario, as the plan states it: text with values to fill in.
public struct RequestStep: Hashable, Sendable, Codable {
    /// The name under which its results are reported; steps of one name share an endpoint.
    public var name: String
    /// Request method, a token of RFC 9110.
    public var method: String
    /// Path and query, beginning with `/`, of the plan's target; or a whole http(s) URL, whose scheme and host hold no values.
    public var url: Template
    /// Header fields in the order in which they are sent.
    public var headers: [Field]
    /// The content; empty for none. Forms, JSON and multipart contents are laid out already, and their values escape themselves.
    public var body: Template
    /// How the request proves who sends it.
    public var authentication: Authentication?
    /// Redirects followed; nil takes that of the plan's client options.
    public var maxRedirects: Int?
    /// Seconds for the response; nil takes that of the plan's client options.
    public var timeoutSeconds: Double?
    /// What is kept of the response, for later steps of the iteration.
    public var captures: [Capture]
    /// What must hold of the response.
    public var checks: [Check]

    /// One header field with values in it.
    public struct Field: Hashable, Sendable, Codable {
        /// Field name, a token of RFC 9110.
        public var name: String
        /// Field value.
        public var value: Template

        /// Creates the field.
        public init(name: String, value: Template) {
            self.name = name
            self.value = value
        }
    }

    /// Creates a request; nothing is checked here.
    public init(
        name: String,
        method: String = "GET",
        url: Template,
        headers: [Field] = [],
        body: Template = Template(),
        authentication: Authentication? = nil,
        maxRedirects: Int? = nil,
        timeoutSeconds: Double? = nil,
        captures: [Capture] = [],
        checks: [Check] = []
    ) {
        self.name = name
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.authentication = authentication
        self.maxRedirects = maxRedirects
        self.timeoutSeconds = timeoutSeconds
        self.captures = captures
        self.checks = checks
    }
}

/// How a request proves who sends it.
public enum Authentication: Hashable, Sendable, Codable {
    /// RFC 7617.
    case basic(user: Template, password: Template)
    /// RFC 6750.
    case bearer(Template)
    /// AWS Signature Version 4, for example of an API Gateway with IAM authorisation (service `execute-api`).
    case sigV4(SigV4)

    /// The key and scope of AWS signatures.
    public struct SigV4: Hashable, Sendable, Codable {
        /// Signing name of the service, such as `execute-api`.
        public var service: String
        /// AWS region, such as `eu-central-1`.
        public var region: String
        /// Access key id; together with the secret key, both nil for the credentials that the task itself has.
        public var accessKeyId: Template?
        /// Secret access key.
        public var secretAccessKey: Template?
        /// Session token of temporary credentials.
        public var sessionToken: Template?

        /// Creates the scope.
        public init(
            service: String,
            region: String,
            accessKeyId: Template? = nil,
            secretAccessKey: Template? = nil,
            sessionToken: Template? = nil
        ) {
            self.service = service
            self.region = region
            self.accessKeyId = accessKeyId
            self.secretAccessKey = secretAccessKey
            self.sessionToken = sessionToken
        }
    }
}
