extension TestPlan {
    /// The same load where header fields of the one request name secrets: that request is the one step of a scenario then, in
    /// which each task fills in what it has read itself. The plan as it is where there are none, or scenarios already.
    /// - Parameter allowingLocal: Whether a secret may be of the machine that runs a task, its environment and files.
    /// - Throws: ``ExpressionError`` for a name that is none.
    public func fillingInSecrets(allowingLocal: Bool) throws(ExpressionError) -> TestPlan {
        guard scenarios.isEmpty, request.headers.contains(where: HeaderExpression.namesSecret) else { return self }
        var step = RequestStep(request)
        step.headers = []
        for header in request.headers {
            let value = try HeaderExpression.template(of: header, allowingLocal: allowingLocal)
            step.headers.append(RequestStep.Field(name: header.name, value: value))
        }
        var plan = self
        plan.request = RequestSpec(method: request.method, url: request.url)
        plan.scenarios = [Scenario(name: "default", steps: [.request(step)])]
        return plan
    }
}
