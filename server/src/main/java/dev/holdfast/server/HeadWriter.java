package dev.holdfast.server;

import dev.holdfast.http.Headers;
import dev.holdfast.http.Response;
import dev.holdfast.http.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/** Writes the head of an answer, and room for a body after it, in one array of bytes. */
final class HeadWriter {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private record Stamp(long second, String text) {}

    private static final int ROOM = 512;
    private static final byte[] NOTHING = {};

    private static volatile Stamp stamp = new Stamp(0, "");

    private byte[] bytes;
    private int length;

    /** Room for most heads and all of the body, so that neither is copied again. */
    private HeadWriter(int body) {
        bytes = new byte[ROOM + body];
    }

    static ByteBuf head(Response answer, Framing framing, boolean close, boolean isOld) {
        return whole(answer, framing, close, isOld, NOTHING);
    }

    static ByteBuf whole(Response answer, Framing framing, boolean close, boolean isOld, byte[] body) {
        var writer = new HeadWriter(body.length);
        writer.statusLine(answer.status());
        writer.fields(answer.headers());
        writer.framing(framing);
        if (close) {
            writer.field("Connection", "close");
        } else if (isOld) {
            writer.field("Connection", "keep-alive");
        }
        writer.text("\r\n");
        return writer.endedBy(body);
    }

    static ByteBuf switching(Headers fields) {
        var writer = new HeadWriter(0);
        writer.statusLine(101);
        writer.fields(fields);
        writer.field("Connection", "Upgrade");
        writer.text("\r\n");
        return writer.endedBy(NOTHING);
    }

    private void statusLine(int status) {
        text("HTTP/1.1 ");
        text(Integer.toString(status));
        text(" ");
        text(Status.phrase(status));
        text("\r\n");
    }

    private void fields(Headers fields) {
        fields.forEach((name, value) -> {
            if (!Framing.isTold(name)) {
                field(name, value);
            }
        });
        if (!fields.has("Date")) {
            field("Date", date());
        }
    }

    private void framing(Framing framing) {
        switch (framing) {
            case Framing.Length(var size) -> field("Content-Length", Long.toString(size));
            case Framing.Chunked() -> field("Transfer-Encoding", "chunked");
            case Framing.UntilClose(), Framing.NoBody() -> {}
        }
    }

    private void field(String name, String value) {
        text(name);
        text(": ");
        text(value);
        text("\r\n");
    }

    /** Fields are checked to be Latin-1 when they are made, so that dropping the high half of each character loses nothing. */
    @SuppressWarnings("deprecation")
    private void text(String text) {
        var size = text.length();
        room(size);
        text.getBytes(0, size, bytes, length);
        length += size;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    private ByteBuf endedBy(byte[] body) {
        room(body.length);
        System.arraycopy(body, 0, bytes, length, body.length);
        return Unpooled.wrappedBuffer(bytes, 0, length + body.length);
    }

    private static String date() {
        var second = System.currentTimeMillis() / 1000;
        var known = stamp;
        if (known.second != second) {
            known = new Stamp(second, DATE.format(Instant.ofEpochSecond(second)));
            stamp = known;
        }
        return known.text;
    }
}
