package dev.holdfast.server;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.app.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Decodes only heads that {@link HeadBytes} found proper, and whole, and chunks that {@link ChunkBytes} did; what is refused becomes a
 * message that says why, and the last one.
 */
final class RequestDecoder extends HttpRequestDecoder {

    private final HeadBytes head;
    private final BooleanSupplier isHeldBack;
    private final ChunkBytes chunks = new ChunkBytes();
    private Part part = Part.HEAD;
    private boolean isOver;

    /** How many of the readable bytes were looked at before. */
    private int seen;

    /** What of a request comes next. */
    private enum Part {
        HEAD,
        CHUNKS,
        DATA
    }

    /**
     * A decoder within the limits.
     *
     * @param isHeldBack whether no request is to be decoded for the moment; whoever takes that back reads something, if only nothing
     */
    RequestDecoder(Limits limits, BooleanSupplier isHeldBack) {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.requestLine())
                .setMaxHeaderSize(limits.headerBytes())
                .setValidateHeaders(true)
                .setAllowDuplicateContentLengths(false));
        head = new HeadBytes(limits);
        this.isHeldBack = isHeldBack;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        if (isOver) {
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        var isSound = switch (part) {
            case HEAD -> !isHeldBack.getAsBoolean() && isWhole(bytes, out);
            case CHUNKS -> areProperChunks(bytes, out);
            case DATA -> true;
        };
        if (isSound) {
            var start = bytes.readerIndex();
            super.decode(context, bytes, out);
            seen -= bytes.readerIndex() - start;
            if (!out.isEmpty() && out.getLast() instanceof HttpObject last) {
                follow(last);
            }
        }
    }

    /** Says whether bytes of a request have come that is not whole yet. */
    boolean isMidway() {
        return actualReadableBytes() > 0;
    }

    /** Says to what the bytes after this message belong. */
    private void follow(HttpObject last) {
        isOver = last.decoderResult().isFailure();
        if (last instanceof LastHttpContent) {
            part = Part.HEAD;
            head.reset();
            seen = 0;
        } else if (last instanceof HttpRequest request) {
            part = HttpUtil.isTransferEncodingChunked(request) ? Part.CHUNKS : Part.DATA;
            chunks.reset();
            seen = 0;
        }
    }

    private boolean isWhole(ByteBuf bytes, List<Object> out) {
        if (seen == 0) {
            skipEmptyLines(bytes);
        }
        if (isHalfAnEmptyLine(bytes)) {
            return false;
        }
        bytes.forEachByte(bytes.readerIndex() + seen, bytes.readableBytes() - seen, head);
        seen = bytes.readableBytes();
        var fault = head.fault();
        if (fault != null) {
            isOver = true;
            bytes.skipBytes(seen);
            out.add(refused(fault));
        } else if (head.isComplete()) {
            return true;
        }
        return false;
    }

    private boolean areProperChunks(ByteBuf bytes, List<Object> out) {
        var areProper = chunks.isProper(bytes, bytes.readerIndex() + seen);
        seen = bytes.readableBytes();
        if (!areProper) {
            isOver = true;
            bytes.skipBytes(seen);
            var end = new DefaultLastHttpContent();
            end.setDecoderResult(DecoderResult.failure(new Problem(Kind.MALFORMED, "a chunk is not proper")));
            out.add(end);
        }
        return areProper;
    }

    /** RFC 9112 section 2.2: old clients send an empty line after a body; nothing else may come before a request. */
    private static void skipEmptyLines(ByteBuf bytes) {
        while (bytes.readableBytes() > 1
                && bytes.getByte(bytes.readerIndex()) == '\r'
                && bytes.getByte(bytes.readerIndex() + 1) == '\n') {
            bytes.skipBytes(2);
        }
    }

    private boolean isHalfAnEmptyLine(ByteBuf bytes) {
        return seen == 0 && bytes.readableBytes() == 1 && bytes.getByte(bytes.readerIndex()) == '\r';
    }

    private static HttpMessage refused(Problem fault) {
        var message = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        message.setDecoderResult(DecoderResult.failure(fault));
        return message;
    }
}
