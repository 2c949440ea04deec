import LoadPlan

extension JourneyState {
    /// Appends the header fields that sign the request as far as it is written. False where a value is missing.
    func sign(_ signer: Int, _ user: Int) -> Bool {
        guard let fields = signature(signer, user, head: output.bytes, body: Array(body.bytes)) else { return false }
        for (name, value) in fields {
            Array(name.utf8).withUnsafeBytes { output.append($0, in: .header) }
            output.append(": ")
            Array(value.utf8).withUnsafeBytes { output.append($0, in: .header) }
            output.append("\r\n")
        }
        return true
    }

    /// The header fields that sign a request; nil where a value is missing.
    /// - Parameter head: the request line and the fields so far, each line with its end.
    func signature(
        _ signer: Int,
        _ user: Int,
        head: UnsafeRawBufferPointer,
        body: [UInt8]
    ) -> [(name: String, value: String)]? {
        let scope = parts.signers[signer]
        guard let signing = program.signing,
            var signable = SignableRequest(scope, head: head, body: body, epochSeconds: wallSeconds)
        else { return nil }
        if !scope.accessKeyId.isEmpty {
            guard let accessKeyId = text(scope.accessKeyId, user),
                let secretAccessKey = text(scope.secretAccessKey, user)
            else { return nil }
            signable.accessKeyId = accessKeyId
            signable.secretAccessKey = secretAccessKey
        }
        if !scope.sessionToken.isEmpty {
            guard let token = text(scope.sessionToken, user) else { return nil }
            signable.sessionToken = token
        }
        return signing(signable)
    }

    private func text(_ range: FragmentRange, _ user: Int) -> String? {
        withText(range, user) { $0.map { String(decoding: $0, as: UTF8.self) } }
    }
}

extension SignableRequest {
    /// Reads the head that the engine wrote; nil where it is none.
    init?(_ scope: CompiledSigner, head: UnsafeRawBufferPointer, body: [UInt8], epochSeconds: Int64) {
        func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String { String(decoding: bytes, as: UTF8.self) }
        var lines = HeadLines(head)
        guard let line = lines.next() else { return nil }
        let words = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard words.count == 3 else { return nil }
        // What a proxy is told besides, scheme and host, is no part of it.
        let scheme = "http://".utf8
        let isAbsolute = words[1].starts(with: scheme)
        let target = isAbsolute ? words[1].dropFirst(scheme.count).drop { $0 != UInt8(ascii: "/") } : words[1]
        let mark = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        var headers: [(name: String, value: String)] = []
        while let line = lines.next(), !line.isEmpty {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            headers.append((text(line[..<colon]), text(line[(colon + 1)...].drop { $0 == 0x20 })))
        }
        self.init(
            service: scope.service,
            region: scope.region,
            method: text(words[0]),
            path: text(target[..<mark]),
            query: text(target[mark...].dropFirst()),
            headers: headers,
            body: body,
            epochSeconds: epochSeconds
        )
    }
}

/// The lines of a head, without their ends.
private struct HeadLines {
    private var rest: Slice<UnsafeRawBufferPointer>

    init(_ head: UnsafeRawBufferPointer) { rest = head[...] }

    mutating func next() -> Slice<UnsafeRawBufferPointer>? {
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        let line = rest[..<end]
        rest = rest[(end + 1)...]
        return line.last == 0x0D ? line.dropLast() : line
    }
}
