internal import AWSSigning
internal import LoadPlan

/// What is particular about signing for a service: most are like API Gateway (`execute-api`).
struct PlanSigningRules {
    let options: SigningOptions
    private let signsContent: Bool

    /// S3 and its kin sign the path as it stands, and want the content's hash in a header; so does OpenSearch Serverless, without the
    /// first. VPC Lattice signs no content.
    ///
    /// Sources: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html,
    /// https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-clients.html#serverless-signing,
    /// https://docs.aws.amazon.com/vpc-lattice/latest/ug/sigv4-authenticated-requests.html
    init(service: String) {
        signsContent = service != "vpc-lattice-svcs"
        options =
            switch service {
            case "s3", "s3express", "s3-object-lambda", "s3-outposts": .s3
            case "aoss": SigningOptions(sendsPayloadHash: true)
            default: .standard
            }
    }

    /// Whether a header field of the request is signed. The content's length is not: OpenSearch Serverless refuses that, nobody asks
    /// for it, and the content's hash covers it. Nor is `traceparent`, which a hop on the way may change.
    func covers(_ name: String) -> Bool { !["content-length", "traceparent"].contains(name.lowercased()) }

    /// Whether a field, its name in lower case, is the signature's own.
    func writes(_ name: String) -> Bool {
        ["authorization", "x-amz-date", "x-amz-security-token", "x-amz-content-sha256"].contains(name)
    }

    /// The content, unless the service signs none or a field of the plan's says that it is not signed.
    func payload(of request: SignableRequest) -> SigningRequest.Payload {
        let leavesOut = request.headers.contains {
            $0.name.lowercased() == "x-amz-content-sha256" && $0.value == "UNSIGNED-PAYLOAD"
        }
        return signsContent && !leavesOut ? .bytes(request.body) : .unsigned
    }
}
