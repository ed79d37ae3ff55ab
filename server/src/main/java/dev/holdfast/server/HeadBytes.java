package dev.holdfast.server;

import dev.holdfast.Kind;
import dev.holdfast.Problem;
import dev.holdfast.app.Limits;
import io.netty.util.ByteProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the bytes of one head before they are decoded, each once, because a decoder that repairs what it reads lets a proxy in
 * front and this server see two different requests. Judged are the line ends (RFC 9112 section 2.2), the request line (section 3), the
 * field lines (section 5, no folding: section 5.2) and the limits; what the parts mean is left to {@link Heads}.
 */
final class HeadBytes implements ByteProcessor {

    private static final String VERSION = "HTTP/";
    private static final int VERSION_LENGTH = 8;
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (var character = '!'; character < 0x7F; character++) {
            TOKEN[character] = "\"(),/:;<=>?@[\\]{}".indexOf(character) < 0;
        }
    }

    private final Limits limits;
    private Part part = Part.METHOD;
    private int lineBytes;
    private int fieldBytes;
    private int fieldCount;
    private int partBytes;
    private @Nullable Problem fault;

    /** Where in a head the next byte belongs. */
    private enum Part {
        METHOD,
        TARGET,
        VERSION,
        END_OF_REQUEST_LINE,
        FIELD_START,
        NAME,
        VALUE,
        END_OF_FIELD,
        END_OF_HEAD,
        COMPLETE
    }

    HeadBytes(Limits limits) {
        this.limits = limits;
    }

    /** Makes this ready for the next head. */
    void reset() {
        part = Part.METHOD;
        lineBytes = 0;
        fieldBytes = 0;
        fieldCount = 0;
        partBytes = 0;
        fault = null;
    }

    boolean isComplete() {
        return part == Part.COMPLETE;
    }

    /** Returns why the head is refused; never set together with {@link #isComplete}. */
    @Nullable Problem fault() {
        return fault;
    }

    /** Takes one byte, and says whether to go on. */
    @Override
    public boolean process(byte next) {
        switch (part) {
            case METHOD, TARGET, VERSION -> requestLine(next);
            case END_OF_REQUEST_LINE, END_OF_FIELD -> lineFeed(next, Part.FIELD_START);
            case END_OF_HEAD -> lineFeed(next, Part.COMPLETE);
            case FIELD_START, NAME, VALUE -> fieldLine(next);
            case COMPLETE -> throw new IllegalStateException("the head is over");
        }
        return fault == null && part != Part.COMPLETE;
    }

    private void requestLine(byte next) {
        if (++lineBytes > limits.requestLine() && next != '\r') {
            fault = new Problem(Kind.TARGET_TOO_LONG, "the request line is too long");
            return;
        }
        var isProper = switch (part) {
            case METHOD -> next == ' ' ? enterAfterSome(Part.TARGET) : isToken(next) && count();
            case TARGET -> next == ' ' ? enterAfterSome(Part.VERSION) : next > ' ' && next < 0x7F && count();
            default -> next == '\r' ? partBytes == VERSION_LENGTH && enter(Part.END_OF_REQUEST_LINE) : version(next);
        };
        if (!isProper) {
            refuse("the request line is not method, target and version");
        }
    }

    private boolean version(byte next) {
        var isExpected = switch (partBytes) {
            case 0, 1, 2, 3, 4 -> next == VERSION.charAt(partBytes);
            case 6 -> next == '.';
            default -> next >= '0' && next <= '9' && partBytes < VERSION_LENGTH;
        };
        return isExpected && count();
    }

    private void fieldLine(byte next) {
        if (next != '\r' && ++fieldBytes > limits.headerBytes()) {
            fault = new Problem(Kind.HEADERS_TOO_LARGE, "the header fields are too large");
            return;
        }
        var isProper = switch (part) {
            case FIELD_START -> next == '\r' ? enter(Part.END_OF_HEAD) : isToken(next) && enterField();
            case NAME -> next == ':' ? enter(Part.VALUE) : isToken(next);
            default -> next == '\r' ? enter(Part.END_OF_FIELD) : next == '\t' || (next != 0x7F && (next & 0xE0) != 0);
        };
        if (!isProper) {
            refuse("a header field is not a name, a colon and a value in one line");
        }
    }

    private boolean enterField() {
        if (++fieldCount > limits.headerCount()) {
            fault = new Problem(
                    Kind.HEADERS_TOO_LARGE, "a request has at most " + limits.headerCount() + " header fields");
        }
        return enter(Part.NAME);
    }

    private void lineFeed(byte next, Part after) {
        if (next == '\n') {
            enter(after);
        } else {
            refuse("a line of a head ends in CR and LF");
        }
    }

    private boolean enterAfterSome(Part next) {
        return partBytes > 0 && enter(next);
    }

    private boolean enter(Part next) {
        part = next;
        partBytes = 0;
        return true;
    }

    private boolean count() {
        partBytes++;
        return true;
    }

    static boolean isToken(byte next) {
        return next > 0 && TOKEN[next];
    }

    private void refuse(String why) {
        if (fault == null) {
            fault = new Problem(Kind.MALFORMED, why);
        }
    }
}
