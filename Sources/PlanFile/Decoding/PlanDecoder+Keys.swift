extension PlanDecoder {
    /// Every key of a plan, by what it belongs to. `docs/schema/plan.schema.json` and `docs/plan.md` have the same; a test compares.
    static let allKeys: [String: [String]] = [
        "plan": keys,
        "environment": environmentKeys,
        "dataSet": dataKeys,
        "stage": stageKeys,
        "scenario": scenarioKeys,
        "request": methodKeys + ["request"] + requestKeys,
        "pause": ["pause"],
        "group": ["group", "steps"],
        "repeat": ["repeat", "steps"],
        "while": ["while", "limit", "steps"],
        "if": ["if", "then", "else"],
        "part": partKeys,
        "auth": authenticationKeys,
        "basic": ["user", "password"],
        "sigv4": signatureKeys,
        "capture": captureKeys,
        "check": checkKeys,
        "predicate": predicateKeys,
        "client": clientKeys,
        "certificate": certificateKeys,
        "proxy": proxyKeys,
        "threshold": thresholdKeys,
    ]
}
