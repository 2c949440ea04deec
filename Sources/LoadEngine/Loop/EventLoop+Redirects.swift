import HTTPWire
import LoadPlan

/// A request that a redirect asks for.
struct RedirectHop {
    var request: RequestSpec
    var bytes: [UInt8]
}

// Redirects are off the hot path: they parse URLs and allocate, for the virtual users that meet one.
extension EventLoop {
    /// Remembers where a response points to.
    mutating func keepLocation(_ user: Int, name: Slice<UnsafeRawBufferPointer>, value: Slice<UnsafeRawBufferPointer>) {
        guard name.count == 8, name.elementsEqual("location".utf8, by: { $0 | 0x20 == $1 }) else { return }
        locations[user] = Array(value)
    }

    /// Sends the request that a 3xx response asks for. False when the response is the result as it stands.
    /// - Parameter bytes: what the last read brought of the response.
    mutating func followRedirect(_ user: Int, bytes: Int) -> Bool {
        let connection = connections + user
        let status = connection.pointee.parser.status
        defer { locations[user] = nil }
        guard [301, 302, 303, 307, 308].contains(status), let location = locations[user] else { return false }
        let most = redirectLimit(user)
        guard most > 0 else { return false }
        connection.pointee.received &+= bytes
        guard connection.pointee.redirects < most else {
            fail(user, .tooManyRedirects)
            return true
        }
        guard let current = hops[user]?.request ?? ownRequest(user) else {
            connection.pointee.received &-= bytes
            return false
        }
        guard let url = try? TargetURL(parsing: String(decoding: location, as: UTF8.self), relativeTo: current.url),
            let next = try? RedirectHop(
                from: current,
                to: url,
                status: status,
                keepAlive: configuration.client.keepAlive,
                via: configuration.proxy,
                cookies: cookies(user, for: url),
                traceparent: tracer?.hop(hasJourney ? owner(user) : user)
            ),
            let hop = signed(next, user),
            let origin = originIndex(of: url)
        else {
            fail(user, .invalidRedirect)
            return true
        }
        hops[user] = hop
        connection.pointee.redirects &+= 1
        connection.pointee.attempts = 0
        var options: ResponseParser.Options = [.reportsHeaders]
        if hop.request.method == "HEAD" { options.insert(.headRequest) }
        if hasJourney {
            if connection.pointee.parser.options.contains(.reportsBody) { options.insert(.reportsBody) }
            prepareHop(user, hop)
        }
        connection.pointee.parser = ResponseParser(options: options)
        if connection.pointee.isOpen && Int(connection.pointee.origin) == origin {
            send(user)
        } else {
            openConnection(user, origin: origin)
        }
        return true
    }

    /// The request is over; the next one is the plan's own again.
    mutating func forgetRedirect(_ user: Int) {
        connections[user].redirects = 0
        connections[user].parser = ResponseParser(options: parserOptions)
        hops[user] = nil
    }

    /// The loop's number for the URL's host; nil when there are too many.
    private mutating func originIndex(of url: TargetURL) -> Int? {
        if let known = origins.firstIndex(where: { $0.serves(url) }) { return known }
        guard origins.count < Self.originLimit else { return nil }
        origins.append(Origin(url, via: configuration.proxy, turn: configuration.segment.index))
        origins[origins.count - 1].refresh(from: addressBook)
        return origins.count - 1
    }
}

extension RedirectHop {
    /// Header fields that must not be shown to another host, or that belong to a body that is no longer sent.
    private static let credentials: Set<String> = [
        "authorization", "cookie", "proxy-authorization", "x-amz-security-token",
    ]
    private static let content: Set<String> = ["content-type", "content-length", "content-encoding"]

    /// The next request of a redirect, by RFC 9110 section 15.4: 303 becomes GET, so does a POST after 301 and 302, and
    /// another host sees no credentials.
    ///
    /// - Parameters:
    ///   - cookies: the value of `Cookie`, where cookies are kept: nil leaves the field as it is, empty leaves it out.
    ///   - traceparent: the value of that field, where requests carry it.
    init(
        from request: RequestSpec,
        to url: TargetURL,
        status: UInt16,
        keepAlive: Bool,
        via proxy: ProxyRoute? = nil,
        cookies: String? = nil,
        traceparent: String? = nil
    ) throws {
        var next = request
        next.url = url
        let becomesGet =
            (status == 303 && request.method != "HEAD") || (status <= 302 && request.method == "POST")
        if becomesGet {
            next.method = "GET"
            next.body = []
            next.headers.removeAll { Self.content.contains($0.name.lowercased()) }
        }
        if url.hostHeader != request.url.hostHeader || url.scheme != request.url.scheme {
            next.headers.removeAll { Self.credentials.contains($0.name.lowercased()) || $0.name.lowercased() == "host" }
        }
        if let cookies {
            next.headers.removeAll { $0.name.lowercased() == "cookie" }
            if !cookies.isEmpty { next.headers.append(RequestSpec.Header(name: "Cookie", value: cookies)) }
        }
        if let traceparent { next.setTraceparent(traceparent) }
        self.request = next
        bytes = try next.serialized(keepAlive: keepAlive, via: proxy)
    }
}
