internal import FoundationEssentials
internal import LoadPlan

// MARK: The request

extension PayloadDecoder {
    mutating func targetURL() -> TargetURL? {
        let expected = "the URL under test, such as https://example.com/"
        guard let text = text(.targetUrl, expected) else {
            if !has(.targetUrl) { refuseMissing(.targetUrl, expected) }
            return nil
        }
        guard text.utf8.count <= LaunchLimits.urlBytes else {
            refuse(.targetUrl, "\(text.utf8.count) bytes are too long: give at most \(LaunchLimits.urlBytes)")
            return nil
        }
        do throws(TargetURLError) {
            let url = try TargetURL(parsing: text)
            guard let reason = check(url) else { return url }
            refuse(.targetUrl, "\(url.hostHeader) is not accepted: \(reason)")
        } catch {
            refuse(.targetUrl, error.message)
        }
        return nil
    }

    /// The request to `url`, whose credentials become a header field (Basic, RFC 7617) unless one is given.
    static func request(
        method: String,
        url: TargetURL,
        headers: [RequestSpec.Header],
        body: [UInt8]
    ) -> RequestSpec {
        var headers = headers
        if let credentials = url.userInfo, !headers.contains(where: { $0.name.lowercased() == "authorization" }) {
            let value = "Basic \(Data(credentials).base64EncodedString())"
            headers.append(RequestSpec.Header(name: "Authorization", value: value))
        }
        return RequestSpec(method: method, url: url.withoutCredentials, headers: headers, body: body)
    }

    mutating func method() -> String {
        guard let text = text(.method, "such as GET or POST") else { return "GET" }
        do throws(ExpressionError) {
            return try MethodExpression.parse(text)
        } catch {
            refuse(.method, error.message)
            return text
        }
    }

    mutating func body() -> [UInt8] {
        let bytes = Array((text(.body, "the content of the request") ?? "").utf8)
        if bytes.count > limits.maxBodyBytes {
            refuse(.body, "\(bytes.count) bytes are too long: give at most \(limits.maxBodyBytes)")
        }
        return bytes
    }

    mutating func headers() -> [RequestSpec.Header] {
        guard let value = self[.headers] else { return [] }
        guard case .object(let members) = value else {
            refuse(.headers, value, expected: "an object of names and strings, such as {\"Accept\": \"text/html\"}")
            return []
        }
        guard members.count <= LaunchLimits.headerCount else {
            refuse(.headers, "\(members.count) fields are too many: give at most \(LaunchLimits.headerCount)")
            return []
        }
        var headers: [RequestSpec.Header] = []
        var names: Set<String> = []
        for member in members {
            guard let header = header(member) else { continue }
            if !names.insert(header.name.lowercased()).inserted {
                refuse(.headers, "\(PayloadDiagnostic.quoted(header.name)) is given twice: letter case does not matter")
            }
            headers.append(header)
        }
        let bytes = headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        if bytes > LaunchLimits.headerBytes {
            refuse(.headers, "\(bytes) bytes are too long together: give at most \(LaunchLimits.headerBytes)")
        }
        return headers
    }

    /// Never repeats the value, which may be a secret.
    private mutating func header(_ member: JSONValue.Member) -> RequestSpec.Header? {
        guard case .string(let value) = member.value else {
            refuse(.headers, "\(PayloadDiagnostic.quoted(member.name)) is \(member.value.kind): give a string")
            return nil
        }
        guard !member.name.contains(":") else {
            refuse(.headers, "\(PayloadDiagnostic.quoted(member.name)) is no field name: leave the colon out")
            return nil
        }
        do throws(ExpressionError) {
            return try HeaderExpression.parse("\(member.name): \(value)")
        } catch {
            refuse(.headers, error.message)
            return nil
        }
    }
}
