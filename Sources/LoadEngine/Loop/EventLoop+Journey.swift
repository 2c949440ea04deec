import HTTPWire
import LoadPlan

// What the state machine of a plan's scenarios says is done here; connection `origin × virtualUsers + user` is the user's to that host.
extension EventLoop {
    /// The virtual user whose connection this is.
    @inline(__always)
    func owner(_ connection: Int) -> Int {
        var user = connection
        while user >= virtualUsers { user &-= virtualUsers }
        return user
    }

    /// Begins an iteration that is due at `intended`, in the open model as the next arrival.
    mutating func beginIteration(_ user: Int, intended: Int64) {
        guard let journey else { return }
        let number = isOpenModel ? arrivals &- 1 : journey.begun
        if !isOpenModel {
            guard !journey.isExhausted, mayBegin(user, intended) else { return }
            journey.begun += 1
            if journey.begun >= journey.limit { journey.isExhausted = true }
        }
        guard journey.begin(user, iteration: number) else {
            // No row is left. An arrival was scheduled and is not sent.
            if isOpenModel { dropArrival(number) }
            connections[user].freeSince = now
            if isOpenModel { free.push(user) }
            return
        }
        journey.users[user].isArrival = isOpenModel && firstEndpoints[journey.scenario(ofLocal: number)] != nil
        advance(user, due: intended)
    }

    /// Whether the number of virtual users lets this one run at `intended`. Otherwise it is woken when it does.
    private mutating func mayBegin(_ user: Int, _ intended: Int64) -> Bool {
        let time = Double(max(intended, now) &- configuration.start) / 1e9
        guard let start = userSchedule.start(of: configuration.segment.global(user), from: time) else { return false }
        guard start > time else { return true }
        journey?.users[user].phase = .free
        journey?.waking.push(user, at: configuration.start &+ Int64(start * 1e9))
        return false
    }

    /// Lets virtual users go on whose moment has come.
    mutating func wakeUsers() {
        guard let journey else { return }
        while !hasEnded, let (user, due) = journey.waking.pop(at: now) {
            if journey.users[user].phase == .free {
                connections[user].freeSince = due
                free.push(user)
            } else {
                now = max(now, MonotonicClock.now())
                advance(user, due: due)
            }
        }
    }

    /// Goes on with an iteration. `due` is when the last response arrived, or what was waited for came.
    mutating func advance(_ user: Int, due moment: Int64) {
        guard let journey else { return }
        var due = moment
        switch journey.next(user, due: &due, now: now) {
        case .request(let index): beginRequest(user, journey.parts.requests[index], due: due)
        case .thinks: return
        case .finished: becomeFree(user, since: due)
        }
    }

    /// Writes the request and sends it, on the connection to its host.
    private mutating func beginRequest(_ user: Int, _ request: CompiledRequest, due: Int64) {
        guard let journey else { return }
        let window = statistics + request.endpoint
        let isArrival = journey.users[user].isArrival
        journey.users[user].isArrival = false
        guard journey.write(request, user) else {
            window.pointee.note(.valueMissing)
            window.pointee.failed &+= 1
            if isArrival { window.pointee.dropped &+= 1 }
            journey.users[user].failedGroups = ~0
            return endIteration(user, since: now)
        }
        if !isArrival {
            window.pointee.scheduled &+= 1
            if due < now { statistics.pointee.startLag.record(nanoseconds: now &- due) }
        }
        window.pointee.sent &+= 1
        inFlight &+= 1
        let slot = request.origin &* virtualUsers &+ user
        let connection = connections + slot
        connection.pointee.endpoint = Int32(truncatingIfNeeded: request.endpoint)
        connection.pointee.intended = due
        connection.pointee.sentAt = now
        connection.pointee.attempts = 0
        journey.users[user].headers.removeAll(keepingCapacity: true)
        journey.trace?.began(journey.parts.endpoints[request.endpoint].name, journey.output.bytes)
        if request.maxRedirects > 0 { journey.users[user].kept.keep(journey.output.bytes) }
        if connection.pointee.isOpen && Int(connection.pointee.origin) == request.origin
            && connection.pointee.addressVersion == origins[request.origin].version
        {
            send(slot)
        } else {
            if request.maxRedirects == 0 { journey.users[user].kept.keep(journey.output.bytes) }
            openConnection(slot, origin: request.origin)
        }
    }

    /// Writes the user's request, which is being sent for the first time or again.
    mutating func writeJourneyRequest(_ slot: Int) {
        guard let journey else { return }
        let user = owner(slot)
        if journey.outputOwner == user {
            write(slot, journey.output.bytes)
        } else if let kept = journey.users[user].kept.bytes {
            write(slot, UnsafeRawBufferPointer(start: kept, count: journey.users[user].kept.count))
        }
    }

    /// Makes sure that the user's request can be sent again on another connection.
    func keepJourneyRequest(_ slot: Int) -> Bool {
        guard let journey else { return false }
        let user = owner(slot)
        if journey.outputOwner == user, journey.users[user].kept.isEmpty {
            journey.users[user].kept.keep(journey.output.bytes)
        }
        return !journey.users[user].kept.isEmpty
    }

    /// A whole response has arrived. Redirects have been followed, and the connection closed where it had to be.
    mutating func completeJourney(_ slot: Int, at arrival: Int64, bytes: Int) {
        guard let journey else { return }
        let user = owner(slot)
        let connection = connections + slot
        let request = journey.parts.requests[Int(journey.users[user].request)]
        let window = statistics + request.endpoint
        let status = connection.pointee.parser.status
        let verdict = journey.judge(user, request, view(slot, arrival: arrival))
        window.pointee.completed &+= 1
        let isFailed = status >= 400 || verdict.isFailed
        if isFailed {
            window.pointee.failed &+= 1
            journey.users[user].failedGroups = ~0
        }
        if verdict.checkFailed { window.pointee.note(.checkFailed) }
        if verdict.bodyTooLarge { window.pointee.note(.bodyTooLarge) }
        if verdict.captureMissing { window.pointee.note(.captureMissing) }
        window.pointee.count(status: status)
        window.pointee.responseTime.record(nanoseconds: arrival &- connection.pointee.intended)
        window.pointee.serviceTime.record(nanoseconds: arrival &- connection.pointee.sentAt)
        window.pointee.timeToFirstByte.record(
            nanoseconds: connection.pointee.firstByteAt &- connection.pointee.sentAt
        )
        if observes {
            observe(slot, at: arrival, status: status, error: verdict.error, wasSent: true, bytes: bytes)
        }
        trace(slot, status: status, arrival: arrival, verdict: verdict)
        journey.users[user].content.discard()
        journey.users[user].kept.discard()
        endRequest(slot)
        journey.users[user].position += 1
        if verdict.captureMissing {
            endIteration(user, since: arrival)
        } else if hasEnded || now >= end {
            // The time is over: what is left of the iteration is not done, and its groups count neither way.
            journey.users[user].openGroups = 0
            endIteration(user, since: arrival)
        } else {
            advance(user, due: arrival)
        }
    }

    /// The request gets no whole response, which is counted already: the iteration is over.
    mutating func failJourney(_ slot: Int, _ error: ErrorKind, hadConnection: Bool) {
        guard let journey else { return }
        let user = owner(slot)
        journey.users[user].lastStatus = 0
        journey.users[user].failedGroups = ~0
        journey.trace?.failed(ErrorKind.labels[error.index])
        endRequest(slot)
        // A target that takes no connection is not tried as fast as the processor can.
        endIteration(user, since: hadConnection || isOpenModel ? now : now &+ Self.refusedPause)
    }

    private mutating func endIteration(_ user: Int, since moment: Int64) {
        journey?.finish(user)
        becomeFree(user, since: moment)
    }

    private mutating func becomeFree(_ user: Int, since moment: Int64) {
        if moment > now {
            journey?.waking.push(user, at: moment)
        } else {
            connections[user].freeSince = moment
            free.push(user)
        }
    }

    private func view(_ slot: Int, arrival: Int64) -> ResponseView {
        let connection = connections + slot
        let length = connection.pointee.parser.bodyLength
        var content = UnsafeRawBufferPointer(start: nil, count: 0)
        if let journey {
            let user = owner(slot)
            content = journey.content.bytes
            if let kept = journey.users[user].content.bytes {
                content = UnsafeRawBufferPointer(start: kept, count: journey.users[user].content.count)
            }
        }
        return ResponseView(
            status: connection.pointee.parser.status,
            content: content,
            isTooLarge: length > UInt64(JourneyState.longestContent),
            size: length,
            nanoseconds: arrival &- connection.pointee.sentAt
        )
    }

    private func trace(_ slot: Int, status: UInt16, arrival: Int64, verdict: JourneyState.Verdict) {
        guard let trace = journey?.trace else { return }
        let connection = connections + slot
        trace.ended(
            status: status,
            content: view(slot, arrival: arrival).content,
            duration: arrival &- connection.pointee.sentAt,
            timeToFirstByte: connection.pointee.firstByteAt &- connection.pointee.sentAt,
            error: verdict.error.map { ErrorKind.labels[$0.index] }
        )
    }
}
