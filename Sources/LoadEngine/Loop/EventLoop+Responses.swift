import HTTPWire
import LoadPlan

// What is read of a response while it comes in, where a plan has scenarios.
extension EventLoop {
    /// What the parser is to report of the response to the user's request.
    func journeyOptions(_ slot: Int) -> ResponseParser.Options {
        guard let journey else { return [] }
        let request = journey.parts.requests[Int(journey.users[owner(slot)].request)]
        // Header fields are always reported: any of them may set a cookie.
        var options: ResponseParser.Options = [.reportsHeaders]
        if request.flags.contains(.isHead) { options.insert(.headRequest) }
        if request.flags.contains(.readsBody) || journey.trace != nil { options.insert(.reportsBody) }
        return options
    }

    func journeyTimeout(_ slot: Int) -> Int64 {
        guard let journey else { return configuration.timeout }
        return journey.parts.requests[Int(journey.users[owner(slot)].request)].timeout
    }

    /// Keeps a piece of the content. Pieces that come in one read are put together in the loop's memory.
    func keepContent(_ slot: Int, _ piece: UnsafeRawBufferPointer) {
        guard let journey else { return }
        let user = owner(slot)
        let kept = journey.users[user].content.count
        if kept == 0 {
            guard journey.content.count < JourneyState.longestContent else { return }
            journey.content.append(piece)
        } else if kept < JourneyState.longestContent {
            journey.users[user].content.append(piece)
        }
    }

    /// The read is used up and the response is not whole: what came of its content is kept with the virtual user.
    func putContentAside(_ slot: Int) {
        guard let journey, journey.content.count > 0 else { return }
        journey.users[owner(slot)].content.append(journey.content.bytes)
        journey.content.removeAll()
    }

    /// A header field of the response.
    mutating func keepField(_ slot: Int, name: Slice<UnsafeRawBufferPointer>, value: Slice<UnsafeRawBufferPointer>) {
        guard let journey else { return }
        let user = owner(slot)
        switch name.count {
        case 8: keepLocation(slot, name: name, value: value)
        case 10 where name.elementsEqual("set-cookie".utf8, by: { $0 | 0x20 == $1 || $0 == $1 }):
            keepCookie(slot, user, Array(value))
        default: break
        }
        for (index, wanted) in journey.parts.headerNames.enumerated() where wanted.count == name.count {
            guard name.elementsEqual(wanted, by: { Self.lower($0) == $1 }) else { continue }
            if !journey.users[user].headers.contains(where: { $0.name == index }) {
                journey.users[user].headers.append((index, Array(value)))
            }
        }
    }

    private func keepCookie(_ slot: Int, _ user: Int, _ field: [UInt8]) {
        guard let journey else { return }
        let request = journey.parts.requests[Int(journey.users[user].request)]
        var url = journey.parts.origins[request.origin]
        var path: [UInt8]
        if let hop = hops[slot] {
            url = hop.request.url
            path = Array(url.path.utf8)
        } else {
            path = journey.constantPath(of: request) ?? journey.users[user].path.bytes.map { Array($0) } ?? []
        }
        journey.users[user].jar.set(
            field,
            host: Array(url.host.utf8),
            path: path,
            isSecure: url.scheme == .https,
            now: journey.wallSeconds
        )
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}

extension JourneyState {
    /// The path, without the query, of a request whose target is the same every time.
    func constantPath(of request: CompiledRequest) -> [UInt8]? {
        guard request.flags.contains(.hasConstantPath) else { return nil }
        let first = parts.fragments[Int(request.head.start)]
        let text = parts.text[Int(first.index)..<Int(first.index + first.count)].dropFirst(Int(request.targetStart))
        return Array(text.prefix { $0 != 0x20 && $0 != UInt8(ascii: "?") })
    }
}
