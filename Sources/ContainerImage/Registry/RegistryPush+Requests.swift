extension RegistryPush {
    /// The request that the phase is about, or the one for a token where that comes first.
    func request() -> RegistryRequest {
        if let request = authorization.request { return request }
        var request = plainRequest()
        if let value = authorization.value, isOurs(request.url) {
            request.headers.append(RegistryHeader("Authorization", value))
        }
        return request
    }

    private var repository: String { "\(endpoint)/v2/\(reference.repository)" }

    private func plainRequest() -> RegistryRequest {
        switch phase {
        case .ping: return RegistryRequest("GET", "\(endpoint)/v2/")
        case .lookUp, .verify:
            return RegistryRequest(
                "GET",
                "\(repository)/manifests/\(reference.tag)",
                headers: [
                    RegistryHeader(
                        "Accept",
                        "\(MediaType.manifest), application/vnd.docker.distribution.manifest.v2+json, \(MediaType.index)"
                    )
                ]
            )
        case .check(let index): return RegistryRequest("HEAD", "\(repository)/blobs/\(image.blobs[index].digest)")
        case .begin: return RegistryRequest("POST", "\(repository)/blobs/uploads/")
        case .upload(let index, let location):
            let blob = image.blobs[index]
            return RegistryRequest(
                "PUT",
                location + (location.contains("?") ? "&" : "?") + "digest=\(blob.digest)",
                headers: [RegistryHeader("Content-Type", "application/octet-stream")],
                body: blob.content
            )
        case .put:
            return RegistryRequest(
                "PUT",
                "\(repository)/manifests/\(reference.tag)",
                headers: [RegistryHeader("Content-Type", image.manifest.mediaType)],
                body: image.manifest.content
            )
        }
    }

    /// Where an upload goes: `Location` may be absolute, or relative to the registry.
    func location(_ response: RegistryResponse) -> String? {
        guard let text = response.header("Location"), !text.isEmpty else { return nil }
        if text.hasPrefix("http://") || text.hasPrefix("https://") {
            // Nothing that was asked for over TLS goes on without it.
            return text.hasPrefix("http://") && endpoint.hasPrefix("https://") ? nil : text
        }
        return text.hasPrefix("/") && !text.hasPrefix("//") ? endpoint + text : nil
    }

    /// Credentials are the registry's alone, wherever it sends an upload to.
    private func isOurs(_ url: String) -> Bool {
        url == endpoint || url.hasPrefix(endpoint + "/")
    }
}
