extension JourneyState {
    /// Appends the header fields that sign the request as far as it is written. False where a value is missing.
    func sign(_ signer: Int, _ user: Int, _ request: CompiledRequest) -> Bool {
        let scope = parts.signers[signer]
        guard let signing = program.signing else { return false }
        let lines = String(decoding: output.bytes, as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return false }
        let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var signable = SignableRequest(
            service: scope.service,
            region: scope.region,
            method: String(words[0]),
            path: String(target[0]),
            query: target.count > 1 ? String(target[1]) : "",
            headers: lines.dropFirst().compactMap { line in
                guard let colon = line.firstIndex(of: ":") else { return nil }
                return (String(line[..<colon]), String(line[line.index(after: colon)...].drop { $0 == " " }))
            },
            body: Array(body.bytes),
            epochSeconds: wallSeconds
        )
        if !scope.accessKeyId.isEmpty {
            guard let accessKeyId = text(scope.accessKeyId, user),
                let secretAccessKey = text(scope.secretAccessKey, user)
            else { return false }
            signable.accessKeyId = accessKeyId
            signable.secretAccessKey = secretAccessKey
        }
        if !scope.sessionToken.isEmpty {
            guard let token = text(scope.sessionToken, user) else { return false }
            signable.sessionToken = token
        }
        for (name, value) in signing(signable) {
            Array(name.utf8).withUnsafeBytes { output.append($0, in: .header) }
            output.append(": ")
            Array(value.utf8).withUnsafeBytes { output.append($0, in: .header) }
            output.append("\r\n")
        }
        return true
    }

    private func text(_ range: FragmentRange, _ user: Int) -> String? {
        withText(range, user) { $0.map { String(decoding: $0, as: UTF8.self) } }
    }
}
