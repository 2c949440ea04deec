/// A window whose histograms have all been decoded, so that merging it cannot fail half-way.
struct DecodedWindow {
    let windowStart: Int64
    let endpoints: [DecodedEndpoint]
    let groups: [DecodedGroup]
    let connect: DecodedHistogram
    let tlsHandshake: DecodedHistogram
    let startLag: DecodedHistogram
    let virtualUserWait: DecodedHistogram

    init(_ window: WindowReport, using decoder: inout HistogramDecoder) throws(HistogramDecodingError) {
        windowStart = window.windowStart
        var decoded: [DecodedEndpoint] = []
        decoded.reserveCapacity(window.endpoints.count)
        for endpoint in window.endpoints {
            decoded.append(try DecodedEndpoint(endpoint, using: &decoder))
        }
        endpoints = decoded
        var groups: [DecodedGroup] = []
        groups.reserveCapacity(window.groups.count)
        for group in window.groups { groups.append(try DecodedGroup(group, using: &decoder)) }
        self.groups = groups
        connect = try decoder.decode(window.generator.connect)
        tlsHandshake = try decoder.decode(window.generator.tlsHandshake)
        startLag = try decoder.decode(window.generator.startLag)
        virtualUserWait = try decoder.decode(window.generator.virtualUserWait)
    }
}

/// One endpoint of a decoded window.
struct DecodedEndpoint {
    let source: EndpointWindow
    let responseTime: DecodedHistogram
    let serviceTime: DecodedHistogram
    let timeToFirstByte: DecodedHistogram

    init(_ endpoint: EndpointWindow, using decoder: inout HistogramDecoder) throws(HistogramDecodingError) {
        source = endpoint
        responseTime = try decoder.decode(endpoint.responseTime)
        serviceTime = try decoder.decode(endpoint.serviceTime)
        timeToFirstByte = try decoder.decode(endpoint.timeToFirstByte)
    }
}

/// One group of steps of a decoded window.
struct DecodedGroup {
    let source: GroupWindow
    let time: DecodedHistogram

    init(_ group: GroupWindow, using decoder: inout HistogramDecoder) throws(HistogramDecodingError) {
        source = group
        time = try decoder.decode(group.time)
    }
}
