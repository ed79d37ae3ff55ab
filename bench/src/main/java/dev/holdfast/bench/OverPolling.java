package dev.holdfast.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A client that polls, over one connection: what it has to say waits until the poll that is under way is answered. */
final class OverPolling extends CrowdMember {

    private static final String TARGET = "/socket.io/?EIO=4&transport=polling";
    private static final String SESSION = "\"sid\":\"";
    private static final String SUCCESS = "HTTP/1.1 200 ";
    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte SEPARATOR = 0x1e;

    private final Channel channel;
    private final List<String> unsent = new ArrayList<>();
    private ByteBuf rest = Unpooled.EMPTY_BUFFER;
    private String target = TARGET;
    private int length = -1;
    private boolean isPosting;

    OverPolling(Crowd crowd, Channel channel) {
        super(crowd);
        this.channel = channel;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        poll();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = rest.isReadable() ? Unpooled.wrappedBuffer(rest, (ByteBuf) message) : (ByteBuf) message;
        try {
            if (length < 0) {
                readHead(bytes);
            }
            if (length >= 0 && bytes.readableBytes() >= length) {
                var body = bytes.readSlice(length);
                length = -1;
                answered(body);
            }
            rest = bytes.isReadable() ? Unpooled.copiedBuffer(bytes) : Unpooled.EMPTY_BUFFER;
        } finally {
            bytes.release();
        }
    }

    private void readHead(ByteBuf bytes) {
        var end = Heads.end(bytes);
        if (end > 0) {
            var head = bytes.readCharSequence(end, StandardCharsets.US_ASCII)
                    .toString()
                    .toLowerCase(Locale.ROOT);
            var at = head.indexOf(LENGTH);
            if (at < 0 || !head.startsWith(SUCCESS.toLowerCase(Locale.ROOT))) {
                throw new IllegalStateException("no answer to a poll: " + head);
            }
            var from = at + LENGTH.length();
            length = Integer.parseInt(
                    head.substring(from, head.indexOf('\r', from)).strip());
        }
    }

    private void answered(ByteBuf body) {
        if (isPosting) {
            isPosting = false;
        } else {
            if (target.equals(TARGET)) {
                target = TARGET + "&sid=" + session(body.toString(StandardCharsets.US_ASCII));
            }
            hearAll(body);
        }
        if (unsent.isEmpty()) {
            poll();
        } else {
            post();
        }
    }

    private static String session(String open) {
        var from = open.indexOf(SESSION) + SESSION.length();
        return open.substring(from, open.indexOf('"', from));
    }

    private void hearAll(ByteBuf body) {
        var at = body.readerIndex();
        while (at < body.writerIndex()) {
            var separator = body.indexOf(at, body.writerIndex(), SEPARATOR);
            var end = separator < 0 ? body.writerIndex() : separator;
            hear(body.getByte(at), end - at < 2 ? 0 : body.getByte(at + 1));
            at = end + 1;
        }
    }

    private void poll() {
        ask("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    private void post() {
        isPosting = true;
        var body = String.join(Character.toString(SEPARATOR), unsent);
        unsent.clear();
        ask("POST " + target
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private void ask(String request) {
        channel.writeAndFlush(ByteBufUtil.writeAscii(channel.alloc(), request));
    }

    @Override
    void send(String packet) {
        unsent.add(packet);
    }
}
