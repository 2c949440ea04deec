internal import LoadPlan

/// Turns the members of a payload into a ``LaunchPayload``, and tells everything that is wrong at once.
struct PayloadDecoder {
    let limits: LaunchLimits
    let check: (TargetURL) -> String?
    /// The plan that the payload holds or refers to, where it was read.
    let plan: TestPlan?
    private let values: [PayloadField: JSONValue]
    private(set) var diagnostics: [PayloadDiagnostic] = []

    /// - Parameter members: Without two of one name.
    /// - Throws: ``LaunchError`` `invalidPayload`.
    static func decode(
        _ members: [JSONValue.Member],
        limits: LaunchLimits,
        check: @escaping (TargetURL) -> String?,
        plan: TestPlan? = nil
    ) throws(LaunchError) -> LaunchPayload {
        var decoder = PayloadDecoder(members, limits: limits, check: check, plan: plan)
        let payload = decoder.payload()
        guard let payload, decoder.diagnostics.isEmpty else { throw .invalidPayload(decoder.diagnostics) }
        return payload
    }

    private init(
        _ members: [JSONValue.Member],
        limits: LaunchLimits,
        check: @escaping (TargetURL) -> String?,
        plan: TestPlan?
    ) {
        self.limits = limits
        self.plan = plan
        self.check = check
        var values: [PayloadField: JSONValue] = [:]
        for member in members {
            if let field = PayloadField(rawValue: member.name) {
                values[field] = member.value
            } else {
                diagnostics.append(Self.unknown(member.name))
            }
        }
        self.values = values
    }

    private static func unknown(_ name: String) -> PayloadDiagnostic {
        let advice =
            PayloadField.nearest(name).map { "did you mean \($0.rawValue)?" }
            ?? "the fields are \(PayloadField.allCases.map(\.rawValue).joined(separator: ", "))"
        return PayloadDiagnostic(field: name, "there is no such field: \(advice)")
    }

    /// Nil where a field without which there is no plan is missing or refused; then there is a diagnostic.
    private mutating func payload() -> LaunchPayload? {
        let url = has(.plan) ? nil : targetURL()
        let tasks = whole(.taskCount, in: 1...limits.maxTasks)
        let plan = has(.plan) ? wholePlan() : simplePlan(url)
        let testId = testId()
        let thresholds = thresholds()
        let spot = flag(.spot) ?? false
        let minTasks = whole(.minTasks, in: 1...(tasks ?? (has(.taskCount) ? limits.maxTasks : 1)))
        guard var plan else { return nil }
        plan.thresholds += thresholds
        return LaunchPayload(
            plan: plan,
            taskCount: tasks ?? 1,
            minTasks: minTasks,
            testId: testId,
            usesSpot: spot
        )
    }

    /// The plan of one request, from the simple fields.
    private mutating func simplePlan(_ url: TargetURL?) -> TestPlan? {
        let users = whole(.vus, in: 1...limits.maxVirtualUsers, isRequired: true)
        let profile = profile()
        let (method, headers, body) = (method(), headers(), body())
        guard let url, let users, let profile else { return nil }
        let request = Self.request(method: method, url: url, headers: headers, body: body)
        do throws(ExpressionError) {
            let plan = TestPlan(request: request, profile: profile, virtualUsers: users)
            return try plan.fillingInSecrets(allowingLocal: false)
        } catch {
            refuse(.headers, error.message)
            return nil
        }
    }

    private mutating func testId() -> String? {
        guard let text = text(.testId, "1–\(TestID.maxLength) of A-Z a-z 0-9 . _ -") else { return nil }
        if !TestID.isValid(text) {
            refuse(
                .testId,
                "\(PayloadDiagnostic.quoted(text)) is no name: give 1–\(TestID.maxLength) of A-Z a-z 0-9 . _ -"
            )
        }
        return text
    }
}

// MARK: Values of one type

extension PayloadDecoder {
    subscript(_ field: PayloadField) -> JSONValue? { values[field] }

    func has(_ field: PayloadField) -> Bool { values[field] != nil }

    mutating func refuse(_ field: PayloadField, _ message: String) {
        diagnostics.append(PayloadDiagnostic(field: field.rawValue, message))
    }

    mutating func refuseMissing(_ field: PayloadField, _ expected: String) {
        refuse(field, "this field is missing: give \(expected)")
    }

    /// Refuses a value of the wrong type. Contents are not repeated: they may be secret.
    mutating func refuse(_ field: PayloadField, _ value: JSONValue, expected: String) {
        let advice = value == .null ? ", or leave the field out" : ""
        refuse(field, "this is \(value.kind): give \(expected)\(advice)")
    }

    mutating func text(_ field: PayloadField, _ expected: String) -> String? {
        guard let value = self[field] else { return nil }
        if case .string(let text) = value { return text }
        refuse(field, value, expected: "a string, \(expected)")
        return nil
    }

    mutating func flag(_ field: PayloadField) -> Bool? {
        guard let value = self[field] else { return nil }
        if case .bool(let flag) = value { return flag }
        refuse(field, value, expected: "true or false, without quotes")
        return nil
    }
}
