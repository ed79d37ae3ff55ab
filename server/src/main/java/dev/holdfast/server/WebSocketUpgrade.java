package dev.holdfast.server;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.http.Body;
import dev.holdfast.http.Headers;
import dev.holdfast.http.Method;
import dev.holdfast.http.Response;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Makes a WebSocket of a connection (RFC 6455 section 4.2), or refuses with an ordinary answer. */
final class WebSocketUpgrade {

    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final Turn turn;
    private final Body.Upgrade upgrade;

    WebSocketUpgrade(Turn turn, Body.Upgrade upgrade) {
        this.turn = turn;
        this.upgrade = upgrade;
    }

    void send(Response answer) throws Exception {
        var fault = fault();
        if (fault.isPresent()) {
            turn.refuse(fault.get());
            return;
        }
        var head = HeadWriter.switching(answer.headers().over(fields()));
        var channel = turn.connection().channel();
        channel.eventLoop().execute(() -> switchOver(head));
    }

    private Headers fields() {
        var key = turn.request().header("Sec-WebSocket-Key").orElse("");
        var fields = Headers.NONE.with("Upgrade", "websocket").with("Sec-WebSocket-Accept", accept(key));
        return upgrade.protocol().isEmpty() ? fields : fields.with("Sec-WebSocket-Protocol", upgrade.protocol());
    }

    private void switchOver(ByteBuf head) {
        var connection = turn.connection();
        var channel = connection.channel();
        var socket = new WebSocket(channel, upgrade.listener(), upgrade.maxMessage(), connection.connections());
        var size = head.readableBytes();
        channel.writeAndFlush(head).addListener(result -> {
            turn.exchange().sent(result.isSuccess() ? 101 : 0, size);
            turn.over();
        });
        socket.watch();
        connection.handOver();
        var pipeline = channel.pipeline();
        pipeline.addLast(socket);
        socket.open();
        pipeline.remove(connection);
        // What has come behind the request moves on to the socket.
        pipeline.remove(Connection.DECODER);
        pipeline.removeFirst();
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        connection.closeIfLeft();
        channel.config().setAutoRead(true);
    }

    private Optional<Problem> fault() {
        var request = turn.request();
        if (request.method() != Method.GET || !turn.manners().isUpgrade()) {
            return Optional.of(new Problem(Kind.UPGRADE_REQUIRED, "this is a WebSocket: ask with Upgrade: websocket"));
        }
        if (!request.header("Sec-WebSocket-Version").orElse("").equals("13")) {
            return Optional.of(new Problem(Kind.UPGRADE_REQUIRED, "version 13 of WebSocket is spoken here"));
        }
        return isKey(request.header("Sec-WebSocket-Key").orElse(""))
                ? Optional.empty()
                : Optional.of(new Problem(Kind.MALFORMED, "Sec-WebSocket-Key must be 16 bytes in base64"));
    }

    private static boolean isKey(String key) {
        try {
            return key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String accept(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            return Base64.getEncoder().encodeToString(digest.digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException("every Java has SHA-1", failure);
        }
    }
}
