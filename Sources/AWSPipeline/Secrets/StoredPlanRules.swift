public import LoadPlan
public import ResultPipeline

/// What a plan may hold to be stored on AWS: its run's header lies in the results table for as long as its results do, for everyone
/// who may read them, in backups and exports too. So it names credentials and does not hold them.
public enum StoredPlanRules {
    /// Why a plan may not be stored; nil where it may.
    public static func objection(to plan: TestPlan) -> PlanObjection? {
        let found = plan.writtenCredentials
        guard let first = found.first else { return nil }
        let fromURL = plan.request.headers.contains {
            $0.name == "Authorization" && $0.value.hasPrefix("Basic ")
        }
        let parts = found.map { credential in
            let origin =
                fromURL && credential.path == "headers.Authorization" ? " (user:password@ in the URL becomes it)" : ""
            return credential.path + origin + (credential.others > 0 ? " (and \(credential.others) more requests)" : "")
        }
        let isOne = found.count == 1
        return PlanObjection(
            fields: parts,
            reason: (isOne ? "this is a credential that is" : "these are credentials that are")
                + " written out. On AWS a plan lies in the results table until its run expires, where whoever may read results "
                + "would find \(isOne ? "it" : "them").",
            advice: advice(first)
        )
    }

    private static func advice(_ credential: WrittenCredential) -> String {
        let name = "/loadtester/\(parameterName(credential.name))"
        return """
            Keep the value in Parameter Store (or in Secrets Manager), let the tasks read it, and have a plan name it. \
            With the value in value.txt, without a line break:
              aws ssm put-parameter --type SecureString --name \(name) --value file://value.txt
              loadtester deploy --context secretArns=arn:aws:ssm:REGION:ACCOUNT:parameter\(name)
              \(example(credential, "${secret:ssm:\(name)}"))
            Give deploy its other --context too. -H, the payload's 'headers' and plans take ${secret:…}. Variables and ${env:…} are \
            filled in before a plan is stored, so they keep nothing out of it.
            """
    }

    /// The field as a plan has it, with the secret for its value.
    private static func example(_ credential: WrittenCredential, _ secret: String) -> String {
        let name = BoundedText.clean(credential.name)
        switch credential.path {
        case let path where path.hasPrefix("client.proxy"):
            return "client: {proxy: {url: 'http://HOST:PORT', user: USER, password: '\(secret)'}}"
        case let path where path.hasSuffix("auth.bearer"): return "auth: {bearer: '\(secret)'}"
        case let path where path.contains("auth.sigv4."): return "auth: {sigv4: {…, \(name): '\(secret)'}}"
        case let path where path.hasSuffix("auth.basic.user"): return "auth: {basic: {user: '\(secret)', password: ''}}"
        case let path where path.contains("query."): return "query: {\(name): '\(secret)'}"
        case let path where path.contains("headers."):
            guard name.lowercased() == "authorization" else { return "headers: {\(name): '\(secret)'}" }
            return "auth: {bearer: '\(secret)'}, auth: {basic: {user: USER, password: '\(secret)'}}, or "
                + "headers: {\(name): '\(secret)'}"
        default: return "auth: {basic: {user: USER, password: '\(secret)'}}"
        }
    }

    /// Names of parameters are made of letters, digits and `.-_`.
    private static func parameterName(_ name: String) -> String {
        let bytes = name.lowercased().utf8.prefix(60).map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            case UInt8(ascii: "."), UInt8(ascii: "_"): byte
            default: UInt8(ascii: "-")
            }
        }
        return bytes.isEmpty ? "credential" : String(decoding: bytes, as: UTF8.self)
    }
}
