import Glibc
import NIOCore
import NIOPosix
import Synchronization

/// One connection of a ``RawServer``: cuts the stream into requests and does what the script says about each.
final class RawServerHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let state: RawServerState
    private var received: [UInt8] = []

    init(state: RawServerState) {
        self.state = state
    }

    func channelActive(context: ChannelHandlerContext) {
        state.value.withLock { state in
            state.connections += 1
            state.open += 1
            state.mostOpen = max(state.mostOpen, state.open)
        }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        state.value.withLock { $0.open -= 1 }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += Array(unwrapInboundIn(data).readableBytesView)
        while let request = nextRequest() {
            let act = state.value.withLock { state in
                state.requests.append(request)
                return state.acts.popLast() ?? .stall
            }
            perform(act, context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func nextRequest() -> String? {
        let text = String(decoding: received, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let fields = text[..<end.lowerBound].lowercased().split(separator: "\r\n")
        let length = fields.first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).drop { $0 == " " }) }
        let count = text[..<end.upperBound].utf8.count + (length ?? 0)
        guard received.count >= count else { return nil }
        defer { received.removeFirst(count) }
        return String(decoding: received.prefix(count), as: UTF8.self)
    }

    private func perform(_ act: RawServer.Act, _ context: ChannelHandlerContext) {
        switch act {
        case .send(let text):
            context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
        case .sendAndClose(let text):
            context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
            context.close(promise: nil)
        case .sendAndReset(let text):
            context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
            let lingersNot = linger(l_onoff: 1, l_linger: 0)
            let channel = context.channel
            (channel as? any SocketOptionProvider)?.setSoLinger(lingersNot)
                .whenComplete { _ in channel.close(promise: nil) }
        case .sendBody(let head, let count):
            context.write(NIOAny(ByteBuffer(string: head)), promise: nil)
            context.writeAndFlush(NIOAny(ByteBuffer(repeating: 0x78, count: count)), promise: nil)
        case .stall:
            break
        }
    }
}
