import HTTPWire
import LoadPlan

extension JourneyCompiler {
    mutating func emit(_ step: RequestStep) throws {
        var request = CompiledRequest()
        request.endpoint = endpoint(step.name)
        let (origin, target) = try split(step)
        request.origin = origin
        request.timeout = Int64((step.timeoutSeconds ?? plan.client.timeoutSeconds) * 1e9)
        request.maxRedirects = Int32(clamping: step.maxRedirects ?? plan.client.maxRedirects)
        if step.method == "HEAD" { request.flags.insert(.isHead) }
        if target.constant != nil { request.flags.insert(.hasConstantPath) }
        try check(step, target: target)
        let prefix = proxy?.prefix(for: parts.origins[origin]) ?? ""
        request.targetStart = Int32(clamping: step.method.utf8.count + 1 + prefix.utf8.count)

        if case .sigV4(let scope) = step.authentication,
            !step.headers.contains(where: { Self.equal($0.name, "authorization") })
        {
            request.signer = try compileSigner(scope, of: step)
        }
        let headStart = parts.fragments.count
        append(text: step.method + " " + prefix)
        try append(target, in: .target, of: step.name)
        append(text: " HTTP/1.1\r\n")
        try appendFields(step, origin: origin)
        append(text: "\r\n")
        request.head = range(from: headStart)
        let bodyStart = parts.fragments.count
        try append(step.body, in: .body, of: step.name)
        request.body = range(from: bodyStart)

        try compileReading(of: step, into: &request)
        parts.instructions.append(.request(parts.requests.count))
        parts.requests.append(request)
    }

    /// The host that a step's URL names, and the request's target. Text that may not stand in a target is percent-encoded.
    private mutating func split(_ step: RequestStep) throws -> (origin: Int, target: Template) {
        var target = step.url
        guard case .text(let first) = target.parts.first else {
            throw refusal(step, "its URL begins with / or with http:// or https://, not with a value")
        }
        if first.first == UInt8(ascii: "/") { return (0, target) }
        let text = String(decoding: first, as: UTF8.self)
        guard let scheme = text.firstRange(of: "://") else {
            throw refusal(step, "its URL begins with / or with http:// or https://")
        }
        let rest = text[scheme.upperBound...]
        let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        guard end < rest.endIndex || target.parts.count == 1 else {
            throw refusal(step, "a value stands in the URL's host: hosts are the same every time")
        }
        let url: TargetURL
        do throws(TargetURLError) {
            url = try TargetURL(parsing: String(text[..<end]) + "/")
        } catch {
            throw refusal(step, error.message)
        }
        let path = rest[end...].hasPrefix("/") ? String(rest[end...]) : "/" + rest[end...]
        target.parts[0] = .text(Array(path.utf8))
        let origin = url.withoutCredentials
        if let known = parts.origins.firstIndex(where: {
            $0.hostHeader == origin.hostHeader && $0.scheme == origin.scheme
        }) {
            return (known, target)
        }
        guard parts.origins.count < EventLoop.originLimit / 2 else {
            throw refusal(step, "a plan goes to at most \(EventLoop.originLimit / 2) hosts")
        }
        parts.origins.append(origin)
        return (parts.origins.count - 1, target)
    }

    /// Judges everything that is the same every time by the rules of the one request, with a letter in the place of values.
    private func check(_ step: RequestStep, target: Template) throws {
        func sample(_ template: Template) -> [UInt8] {
            template.parts.flatMap { part in if case .text(let bytes) = part { bytes } else { Array("x".utf8) } }
        }
        let path = sample(target).map { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") ? $0 : UInt8(ascii: "x") }
        do throws(RequestFailure) {
            _ = try RequestSerializer.serialize(
                method: step.method,
                target: String(decoding: path, as: UTF8.self),
                host: "x",
                headers: step.headers.map { field in
                    HeaderField(name: field.name, value: String(decoding: sample(field.value), as: UTF8.self))
                }.filter { !Self.equal($0.name, "content-length") }
            )
        } catch {
            throw refusal(step, error.message)
        }
    }

    /// The fields in the order and by the rules of `RequestSerializer`.
    private mutating func appendFields(_ step: RequestStep, origin: Int) throws {
        func has(_ name: String) -> Bool { step.headers.contains { Self.equal($0.name, name) } }
        if !has("host") { append(text: "Host: \(parts.origins[origin].hostHeader)\r\n") }
        if !has("user-agent") { append(text: "User-Agent: \(Product.name)/\(Product.version)\r\n") }
        if !has("accept") { append(text: "Accept: */*\r\n") }
        for field in step.headers where !Self.equal(field.name, "content-length") {
            append(text: field.name + ": ")
            try append(field.value, in: .header, of: step.name)
            append(text: "\r\n")
        }
        if !has("cookie") { append(Fragment(kind: .cookies, index: Int32(origin))) }
        if !step.body.isEmpty || ["POST", "PUT", "PATCH"].contains(step.method) {
            append(text: "Content-Length: ")
            if let constant = step.body.constant {
                append(text: String(constant.count))
            } else {
                append(Fragment(kind: .contentLength))
            }
            append(text: "\r\n")
        }
        if !plan.client.keepAlive, !has("connection") { append(text: "Connection: close\r\n") }
        if let authentication = step.authentication, !has("authorization") {
            try append(authentication, of: step.name)
        }
        // Behind what signs the request: it is the proxy's, and the target never sees it.
        if let authorization = proxy?.authorization, parts.origins[origin].scheme == .http, !has("proxy-authorization")
        {
            append(text: "Proxy-Authorization: \(authorization)\r\n")
        }
        guard plan.client.traceparent else { return }
        guard !has(TraceIdentity.fieldName) else { throw TraceIdentity.conflict("The request '\(step.name)'") }
        // After a signature, which must not cover what a hop on the way may change.
        append(text: "\(TraceIdentity.fieldName): ")
        append(Fragment(kind: .traceparent))
        append(text: "\r\n")
    }

    private mutating func append(_ authentication: Authentication, of step: String) throws {
        switch authentication {
        case .basic(let user, let password):
            append(text: "Authorization: Basic ")
            append(Fragment(kind: .beginEncoding))
            try append(user, in: .body, of: step)
            append(text: ":")
            try append(password, in: .body, of: step)
            append(Fragment(kind: .endEncoding))
            append(text: "\r\n")
        case .bearer(let token):
            append(text: "Authorization: Bearer ")
            try append(token, in: .header, of: step)
            append(text: "\r\n")
        case .sigV4:
            // Its signer was compiled before the request began: the key's templates are written apart.
            append(Fragment(kind: .signature, index: Int32(parts.signers.count - 1)))
        }
    }

    private mutating func compileSigner(_ scope: Authentication.SigV4, of step: RequestStep) throws -> Int32 {
        for field in step.headers where Self.writtenBySigners.contains(field.name.lowercased()) {
            throw refusal(step, "its header '\(field.name)' is written by its AWS signature: leave it out")
        }
        guard (scope.accessKeyId == nil) == (scope.secretAccessKey == nil) else {
            throw refusal(step, "its AWS signature needs an access key id and a secret access key, or neither")
        }
        var signer = CompiledSigner(service: scope.service, region: scope.region)
        if let accessKeyId = scope.accessKeyId { signer.accessKeyId = try template(accessKeyId, of: step.name) }
        if let secret = scope.secretAccessKey { signer.secretAccessKey = try template(secret, of: step.name) }
        if let sessionToken = scope.sessionToken { signer.sessionToken = try template(sessionToken, of: step.name) }
        parts.signers.append(signer)
        return Int32(parts.signers.count - 1)
    }

    private static let writtenBySigners: Set<String> = ["x-amz-date", "x-amz-security-token"]

    func refusal(_ step: RequestStep, _ reason: String) -> EngineError {
        EngineError(.request, "The request '\(step.name)': \(reason)")
    }

    static func equal(_ name: String, _ lowercase: String) -> Bool { name.lowercased() == lowercase }
}
