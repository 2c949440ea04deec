extension TestPlan {
    /// The keys and scopes of all requests that are signed for AWS, in the order of the text: setup, scenarios, teardown.
    public var signatures: [Authentication.SigV4] {
        ([setup] + scenarios.map(\.steps) + [teardown]).flatMap(\.signatures)
    }
}

extension [Step] {
    fileprivate var signatures: [Authentication.SigV4] {
        flatMap { step -> [Authentication.SigV4] in
            switch step {
            case .request(let request): if case .sigV4(let scope) = request.authentication { [scope] } else { [] }
            case .pause: []
            case .group(_, let steps), .repeat(_, let steps), .while(_, _, let steps): steps.signatures
            case .if(_, let then, let otherwise): then.signatures + otherwise.signatures
            }
        }
    }
}
