/// A credential whose value stands in the plan itself, and so lies wherever the plan does.
public struct WrittenCredential: Hashable, Sendable {
    /// The field, as plan files name it: `scenarios[0].steps[1].headers.X-Api-Key`; `headers.…` and `targetUrl…` for the one request
    /// of a simple plan, and for what the command line gives every request.
    public var path: String
    /// The last part of the path, such as `X-Api-Key` or `password`.
    public var name: String
    /// Further requests that have the same field with the same value.
    public var others = 0
}

extension TestPlan {
    /// The credentials that are written out in the plan, in the order of its text.
    ///
    /// Looked at are header fields and query parameters (by ``CredentialName``), `auth`, user and password of URLs and of the proxy,
    /// and the keys that sign for AWS, an access key's id excepted. Contents are not: what stands in them is data of the test.
    public var writtenCredentials: [WrittenCredential] {
        var search = CredentialSearch()
        search.look(at: self)
        return search.found
    }
}
