import LoadPlan

extension TestPlan {
    /// A plan of one request with this authentication, inside of other steps.
    static func signing(_ authentication: Authentication?) throws -> TestPlan {
        var plan = TestPlan(
            request: RequestSpec(url: try TargetURL(parsing: "https://example.amazonaws.com/")),
            profile: .closed(seconds: 1),
            virtualUsers: 1
        )
        let step = Step.request(RequestStep(name: "s", url: Template("/"), authentication: authentication))
        plan.scenarios = [
            Scenario(
                name: "s",
                steps: [
                    .group(
                        name: "g",
                        steps: [.if(Condition(value: nil, predicate: .statusClass(2)), then: [], otherwise: [step])]
                    )
                ]
            )
        ]
        return plan
    }

    /// The same, signed with the process's own keys.
    static func signedWithOwnKeys(for service: String = "service") throws -> TestPlan {
        try signing(.sigV4(.init(service: service, region: "us-east-1")))
    }
}

extension SignableRequest {
    /// `get-vanilla` of AWS's test suite, as the engine writes it.
    static func vanilla(_ service: String = "service", path: String = "/") -> SignableRequest {
        SignableRequest(
            service: service,
            region: "us-east-1",
            method: "GET",
            path: path,
            query: "",
            headers: [
                ("Host", "example.amazonaws.com"), ("User-Agent", "loadtester"), ("Content-Length", "0"),
            ],
            body: [],
            epochSeconds: 1_440_938_160
        )
    }
}

extension [(name: String, value: String)] {
    func value(_ name: String) -> String? { first { $0.name == name }?.value }
}
