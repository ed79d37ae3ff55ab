package dev.holdfast.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/** A client over WebSocket that walks from frame to frame by their lengths and looks at no more than two bytes of each. */
final class OverWebSocket extends CrowdMember {

    private static final String HANDSHAKE = """
            GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r
            Host: 127.0.0.1\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            \r
            """;
    private static final String SWITCHED = "HTTP/1.1 101 ";

    private static final int WHOLE_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int HEADER = 2;
    private static final int LONGER_HEADER = 4;
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private final Channel channel;
    private ByteBuf rest = Unpooled.EMPTY_BUFFER;
    private boolean hasSwitched;

    OverWebSocket(Crowd crowd, Channel channel) {
        super(crowd);
        this.channel = channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel.writeAndFlush(ByteBufUtil.writeAscii(channel.alloc(), HANDSHAKE));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = rest.isReadable() ? Unpooled.wrappedBuffer(rest, (ByteBuf) message) : (ByteBuf) message;
        try {
            if (hasSwitched || switched(bytes)) {
                walk(bytes);
            }
            rest = bytes.isReadable() ? Unpooled.copiedBuffer(bytes) : Unpooled.EMPTY_BUFFER;
        } finally {
            bytes.release();
        }
    }

    private boolean switched(ByteBuf bytes) {
        var end = Heads.end(bytes);
        if (end > 0) {
            var head = bytes.readCharSequence(end, StandardCharsets.US_ASCII).toString();
            if (!head.startsWith(SWITCHED)) {
                throw new IllegalStateException("no WebSocket: " + head);
            }
            hasSwitched = true;
        }
        return hasSwitched;
    }

    /** Stops before a frame that is not there as a whole. */
    private void walk(ByteBuf bytes) {
        while (bytes.readableBytes() >= HEADER) {
            var start = bytes.readerIndex();
            var length = (int) bytes.getByte(start + 1);
            var header = HEADER;
            if (length == TWO_BYTES && bytes.readableBytes() >= LONGER_HEADER) {
                length = bytes.getUnsignedShort(start + HEADER);
                header = LONGER_HEADER;
            }
            if (bytes.getUnsignedByte(start) != WHOLE_TEXT || length < 1 || length == TWO_BYTES + 1) {
                throw new IllegalStateException("a frame that this client does not know");
            }
            if (bytes.readableBytes() < header + length) {
                return;
            }
            bytes.skipBytes(header + length);
            hear(bytes.getByte(start + header), length == 1 ? 0 : bytes.getByte(start + header + 1));
        }
    }

    @Override
    void send(String packet) {
        var length = packet.length();
        var frame = channel.alloc().buffer(LONGER_HEADER + MASK.length + length);
        frame.writeByte(WHOLE_TEXT);
        if (length < TWO_BYTES) {
            frame.writeByte(MASKED | length);
        } else {
            frame.writeByte(MASKED | TWO_BYTES).writeShort(length);
        }
        frame.writeBytes(MASK);
        for (var at = 0; at < length; at++) {
            frame.writeByte(packet.charAt(at) ^ MASK[at % MASK.length]);
        }
        channel.writeAndFlush(frame);
    }
}
