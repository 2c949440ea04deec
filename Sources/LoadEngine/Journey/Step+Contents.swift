public import LoadPlan

extension [Step] {
    /// All requests, in the order of the text, those in groups, loops and branches included.
    public var requests: [RequestStep] {
        flatMap { step -> [RequestStep] in
            switch step {
            case .request(let request): [request]
            case .pause: []
            case .group(_, let steps), .repeat(_, let steps), .while(_, _, let steps): steps.requests
            case .if(_, let then, let otherwise): then.requests + otherwise.requests
            }
        }
    }

    /// The names of all captures.
    var captureNames: [String] { requests.flatMap(\.captures).map(\.name) }

    /// All templates.
    var templates: [Template] {
        flatMap { step -> [Template] in
            switch step {
            case .request(let request): request.templates
            case .pause: []
            case .group(_, let steps), .repeat(_, let steps): steps.templates
            case .while(let condition, _, let steps): condition.templates + steps.templates
            case .if(let condition, let then, let otherwise):
                condition.templates + then.templates + otherwise.templates
            }
        }
    }
}

extension RequestStep {
    fileprivate var templates: [Template] {
        let own = [url, body] + headers.map(\.value) + checks.flatMap(\.predicate.templates)
        switch authentication {
        case nil: return own
        case .basic(let user, let password): return own + [user, password]
        case .bearer(let token): return own + [token]
        case .sigV4(let key): return own + [key.accessKeyId, key.secretAccessKey, key.sessionToken].compactMap(\.self)
        }
    }
}

extension Condition {
    fileprivate var templates: [Template] { (value.map { [$0] } ?? []) + predicate.templates }
}

extension Predicate {
    fileprivate var templates: [Template] {
        switch self {
        case .equals(let text), .differs(let text), .contains(let text): [text]
        default: []
        }
    }
}
