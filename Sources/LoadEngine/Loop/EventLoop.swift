import CLinux
import Glibc
import HTTPWire
import LoadPlan
import Measurement

/// One thread's worth of load: its virtual users, their connections, one epoll. Shares nothing with other loops while
/// it runs, and between two windows neither allocates, retains nor locks on the path of a request.
///
/// The aspects lie in files of their own: waiting, dispatching, connecting, tunnels, receiving, outcomes, redirects, windows.
struct EventLoop: ~Copyable {
    let configuration: LoopConfiguration
    let exchange: WindowExchange
    let addressBook: AddressBook
    let control: LoopControl

    // Copies of what the hot path reads.
    let isOpenModel: Bool
    let tick: Int64
    /// Responses are taken to have arrived when the kernel received them, not when they are read.
    let usesReceiveStamps: Bool
    let requestBytes: UnsafeMutablePointer<UInt8>
    let requestCount: Int
    let virtualUsers: Int
    /// One per virtual user and host of the plan.
    let connectionCount: Int
    /// What virtual users do where the plan has scenarios; nil for the one request.
    let journey: JourneyState?
    let hasJourney: Bool
    let userSchedule: UserSchedule
    /// Where the request that an arrival asks for is counted, by scenario; nil where a condition decides about that.
    let firstEndpoints: [Int?]
    /// Trace ids, where requests carry them.
    let tracer: RequestTracer?
    /// Something looks at outcomes one by one.
    let observes: Bool
    /// Where records of requests go, where that is asked for.
    var records: RecordRing.Producer?
    let parserOptions: ResponseParser.Options

    let epoll: Int32
    let events: UnsafeMutablePointer<epoll_event>
    let connections: UnsafeMutablePointer<Connection>
    /// What is being read: room for a line carried over, then for one read.
    let buffer: UnsafeMutablePointer<UInt8>
    /// Ciphertext being read.
    let cipherBuffer: UnsafeMutablePointer<UInt8>

    /// CLOCK_MONOTONIC, as last read.
    var now: Int64
    var end: Int64
    /// No more requests are sent; those in flight are awaited.
    var hasEnded = false
    var inFlight = 0
    var openConnections = 0
    var peakConnections = 0
    /// Connections being made: while there are any, their progress is not left to the next tick.
    var connecting = 0
    var resolving = 0
    /// The last drain found something to do.
    var wasBusy = false
    var drains = 0
    /// The next read also tells how long its data waited for the loop.
    var samplesReadLag = false

    /// The next arrival's start, CLOCK_MONOTONIC; `Int64.max` when there is none.
    var nextStart = Int64.max
    var pacer: (any Pacer)?
    /// A second reader of the same schedule, which counts what was due in each window.
    var dueCounter: (any Pacer)?
    var nextDue: Int64?
    /// The number of the arrival that `nextStart` is of, and how many were counted as due.
    var arrivals = -1
    var dueArrivals = 0

    var free: FreeRing
    var timers: TimerWheel
    var kernelClock = KernelClock()
    var coalescing: ResponseCoalescing
    var headMemo = HeadMemo()
    var tls: TLSContext?
    var origins: [Origin]
    var addressVersion: UInt32
    var hops: [Int: RedirectHop] = [:]
    var locations: [Int: [UInt8]] = [:]
    /// Answers to requests for tunnels, while they come in.
    var tunnels: [Int: ResponseParser] = [:]

    var statistics: UnsafeMutablePointer<WindowStatistics>
    var window: WindowClock

    static let readSize = 65_536
    static let carrySize = 131_072
    static let eventCapacity = 1024
    /// Hosts a loop may be redirected to, the target included.
    static let originLimit = 32
    /// Virtual users are numbered in 24 bits of an event; the other 8 tell connections of one user apart.
    static let userLimit = 1 << 24

    /// Takes everything the loop will need. Origin 0 is the target.
    /// - Throws: `EngineError` when descriptors, memory or the trust store are not to be had.
    init(
        _ configuration: LoopConfiguration,
        exchange: WindowExchange,
        addressBook: AddressBook,
        control: LoopControl,
        records: RecordRing.Producer? = nil,
        trace: JourneyTrace? = nil
    ) throws {
        let hosts = configuration.program?.parts.origins ?? [configuration.request.url]
        let targets = hosts.map { Origin($0, via: configuration.proxy, turn: configuration.segment.index) }
        let needsTLS = targets.contains { $0.isSecure } || configuration.mayRedirect
        let context =
            needsTLS
            ? try TLSContext(configuration.client.tls, identity: configuration.identity, origins: Self.originLimit)
            : nil
        let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0, let first = exchange.empty() else {
            throw EngineError(.noThread, "The system has no descriptor left for an event loop (see ulimit -n).")
        }
        self.epoll = epoll
        tls = consume context
        self.configuration = configuration
        self.exchange = exchange
        self.addressBook = addressBook
        self.control = control
        statistics = first
        virtualUsers = min(configuration.virtualUsers, Self.userLimit / hosts.count)
        connectionCount = virtualUsers * hosts.count
        // No closure may hold `self` yet.
        let users = virtualUsers
        let tracer = configuration.client.traceparent ? RequestTracer(configuration.traceSource, users: users) : nil
        self.tracer = tracer
        self.records = records
        observes = records != nil || tracer != nil
        let journey = configuration.program.map { configuration.makeJourney($0, users: users, first, tracer, trace) }
        self.journey = journey
        hasJourney = journey != nil
        userSchedule = UserSchedule(configuration.userStages)
        firstEndpoints = configuration.firstEndpoints
        let pacer = configuration.makePacer()
        let tick = configuration.precision.tickNanoseconds
        self.tick = tick
        self.pacer = pacer
        isOpenModel = pacer != nil
        // No autoclosure may read `self` before all of it is initialised: the compiler (6.3.1) then destroys members that
        // have no value yet.
        usesReceiveStamps = pacer != nil || tick > 0
        coalescing = ResponseCoalescing(limit: tick / 2)
        dueCounter = pacer
        origins = targets
        addressVersion = addressBook.version

        var options: ResponseParser.Options = []
        if configuration.request.method == "HEAD" { options.insert(.headRequest) }
        if configuration.client.maxRedirects > 0 { options.insert(.reportsHeaders) }
        parserOptions = options

        requestCount = configuration.requestBytes.count
        requestBytes = .allocate(capacity: max(1, requestCount))
        requestBytes.initialize(from: configuration.requestBytes, count: requestCount)
        events = .allocate(capacity: Self.eventCapacity)
        buffer = .allocate(capacity: Self.carrySize + Self.readSize)
        cipherBuffer = .allocate(capacity: needsTLS ? Self.readSize : 1)
        connections = .allocate(capacity: max(1, connectionCount))
        connections.initialize(repeating: Connection(parser: ResponseParser(options: options)), count: connectionCount)

        now = MonotonicClock.now()
        end = configuration.end
        free = FreeRing(capacity: virtualUsers)
        timers = TimerWheel(connections, now: now)
        window = WindowClock(start: configuration.start, end: configuration.end, length: configuration.windowLength)
        for index in origins.indices { origins[index].refresh(from: addressBook) }
        advanceSchedule()
        nextDue = dueCounter?.next()
    }

    deinit {
        for user in 0..<connectionCount {
            connections[user].tls?.free()
            if connections[user].isOpen { close(connections[user].descriptor) }
            connections[user].carry.discard()
            connections[user].unsent.discard()
        }
        close(epoll)
        requestBytes.deallocate()
        events.deallocate()
        buffer.deallocate()
        cipherBuffer.deallocate()
        connections.deallocate()
        tracer?.deallocate()
    }

    /// Puts the load on the target; returns when the last request has its outcome.
    mutating func run() {
        if isOpenModel || tick > 0 { _ = clinux_set_timer_slack(1) }
        MonotonicClock.sleep(until: configuration.start)
        now = MonotonicClock.now()
        for user in 0..<virtualUsers {
            connections[user].freeSince = configuration.start
            free.push(user)
        }
        while true {
            if control.isStopping { end = min(end, now) }
            if addressVersion != addressBook.version || resolving > 0 { refreshAddresses() }
            expireTimers()
            if hasJourney { wakeUsers() }
            dispatchDue()
            if hasJourney { endWhenExhausted() }
            if now >= end && !hasEnded { endArrivals() }
            if window.isOver(now) { closeWindow() }
            if hasEnded && inFlight == 0 { break }
            let count = awaitEvents()
            for index in 0..<count { handle(events[index]) }
        }
        closeLastWindow()
    }

    private mutating func handle(_ event: epoll_event) {
        let user = Int(event.data.u32 & 0xFF_FFFF)
        let connection = connections + user
        guard connection.pointee.isOpen,
            connection.pointee.generation == UInt8(truncatingIfNeeded: event.data.u32 >> 24)
        else { return }
        let isWritable = event.events & EPOLLOUT.rawValue != 0
        let isReadable = event.events & ~EPOLLOUT.rawValue != 0
        switch connection.pointee.state {
        case .connecting: continueConnecting(user)
        case .tunnelling: continueTunnel(user, isWritable: isWritable, isReadable: isReadable)
        default:
            if isWritable { resumeWriting(user) }
            if isReadable, connection.pointee.isOpen { receive(user) }
        }
        dispatchDue()
    }

    private mutating func expireTimers() {
        guard timers.armed > 0 else { return }
        while case let user = timers.expired(now: now), user >= 0 {
            switch connections[user].state {
            case .pausing:
                connections[user].state = .idle
                connections[user].freeSince = now
                free.push(user)
            case .connecting, .handshaking: fail(user, .connectTimeout)
            case .tunnelling: fail(user, .proxyTimeout)
            case .resolving: fail(user, .dns)
            default: fail(user, .timeout)
            }
        }
    }
}
