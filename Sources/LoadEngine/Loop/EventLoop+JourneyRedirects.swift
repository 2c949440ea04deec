import HTTPWire
import LoadPlan

// A redirect of a journey's request begins with the bytes that were sent.
extension EventLoop {
    func redirectLimit(_ slot: Int) -> Int {
        guard let journey else { return configuration.client.maxRedirects }
        return Int(journey.parts.requests[Int(journey.users[owner(slot)].request)].maxRedirects)
    }

    /// The request that the response answers, as it can be described anew.
    func ownRequest(_ slot: Int) -> RequestSpec? {
        guard let journey else { return configuration.request }
        let user = owner(slot)
        let request = journey.parts.requests[Int(journey.users[user].request)]
        guard let kept = journey.users[user].kept.bytes else { return nil }
        let bytes = UnsafeRawBufferPointer(start: kept, count: journey.users[user].kept.count)
        return RequestSpec(sent: bytes, to: journey.parts.origins[request.origin])
    }

    /// The value of `Cookie` for the next request; nil where the loop keeps no cookies.
    func cookies(_ slot: Int, for url: TargetURL) -> String? {
        guard let journey else { return nil }
        var buffer = ByteBuffer(capacity: 256)
        Array(url.path.utf8).withUnsafeBytes { path in
            journey.users[owner(slot)].jar.append(
                to: &buffer,
                host: Array(url.host.utf8),
                path: path,
                isSecure: url.scheme == .https,
                now: journey.wallSeconds,
                asField: false
            )
        }
        return String(decoding: buffer.bytes, as: UTF8.self)
    }

    /// A hop that still carries the signature of the request before gets one of its own: a signature is good for one path. Nil where a
    /// value for it is missing.
    func signed(_ hop: RedirectHop, _ slot: Int) -> RedirectHop? {
        guard let journey else { return hop }
        let user = owner(slot)
        let signer = Int(journey.parts.requests[Int(journey.users[user].request)].signer)
        guard signer >= 0, hop.request.headers.contains(where: { $0.name.lowercased() == "authorization" }) else {
            return hop
        }
        let fields = hop.bytes.withUnsafeBytes {
            journey.signature(signer, user, head: $0, body: hop.request.body)
        }
        guard let fields else { return nil }
        let names = Set(fields.map { $0.name.lowercased() })
        var request = hop.request
        request.headers.removeAll { names.contains($0.name.lowercased()) }
        request.headers += fields.map { RequestSpec.Header(name: $0.name, value: $0.value) }
        let keepAlive = configuration.client.keepAlive
        guard let bytes = try? request.serialized(keepAlive: keepAlive, via: configuration.proxy) else { return nil }
        return RedirectHop(request: request, bytes: bytes)
    }

    /// The response that led here is done with; the next one is read from its beginning.
    func prepareHop(_ slot: Int, _ hop: RedirectHop) {
        guard let journey else { return }
        let user = owner(slot)
        let name = journey.parts.endpoints[Int(connections[slot].endpoint)].name
        if let trace = journey.trace {
            let content = journey.users[user].content
            trace.ended(
                status: connections[slot].parser.status,
                content: content.bytes.map { UnsafeRawBufferPointer(start: $0, count: Int(content.count)) }
                    ?? journey.content.bytes,
                duration: 0,
                timeToFirstByte: 0,
                error: nil
            )
            hop.bytes.withUnsafeBytes { trace.began(name, $0, isRedirect: true) }
        }
        journey.users[user].content.discard()
        journey.users[user].headers.removeAll(keepingCapacity: true)
        journey.content.removeAll()
    }
}

extension RequestSpec {
    /// Reads back the bytes of a request that this engine wrote. What is added to every request is left out.
    init?(sent bytes: UnsafeRawBufferPointer, to origin: TargetURL) {
        let separator: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        guard let end = bytes.firstRange(of: separator) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3, let url = try? TargetURL(parsing: String(words[1]), relativeTo: origin) else {
            return nil
        }
        let headers = lines.dropFirst().compactMap { line -> Header? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let name = String(line[..<colon])
            guard !["content-length", "host", "connection"].contains(name.lowercased()) else { return nil }
            return Header(name: name, value: String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        self.init(method: String(words[0]), url: url, headers: headers, body: Array(bytes[end.upperBound...]))
    }
}
