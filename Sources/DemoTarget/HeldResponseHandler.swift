internal import NIOCore
internal import NIOHTTP1

/// Answers every request with the same small JSON document, after the next hold time. Lives on one event loop.
final class HeldResponseHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private static let body = #"{"message":"Hello from the demo target.","items":[1,2,3]}"# + "\n"

    private let schedule: HoldSchedule
    private var isKeptAlive = true

    init(_ schedule: HoldSchedule) {
        self.schedule = schedule
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            isKeptAlive = head.isKeepAlive
        case .body:
            break
        case .end:
            // The pipeline handler lets the next request through only after this response.
            context.eventLoop.assumeIsolated().scheduleTask(in: schedule.next()) {
                self.respond(context)
            }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func respond(_ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        let buffer = context.channel.allocator.buffer(string: Self.body)
        var headers = HTTPHeaders([("content-type", "application/json"), ("content-length", "\(buffer.readableBytes)")])
        if !isKeptAlive { headers.add(name: "connection", value: "close") }
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
        let written = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if !isKeptAlive {
            written.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        }
    }
}
