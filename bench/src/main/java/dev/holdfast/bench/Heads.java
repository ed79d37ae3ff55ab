package dev.holdfast.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Where the heads of HTTP answers end. */
final class Heads {

    private static final ByteBuf END =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));

    private Heads() {}

    /** Returns how many bytes the head takes with the empty line behind it, or 0 while that is still to come. */
    static int end(ByteBuf bytes) {
        var found = ByteBufUtil.indexOf(END, bytes);
        return found < 0 ? 0 : found - bytes.readerIndex() + END.readableBytes();
    }
}
