package dev.holdfast.realtime.engine;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The packets of one body, one after the other. Each is made when it is asked for: a body may have as many as it has bytes, and all of
 * them at once would be many times its size.
 *
 * <p>Threading: one thread.
 */
final class Payload implements Iterator<String> {

    static final char SEPARATOR = 0x1e;

    private final String body;
    private int at;

    Payload(String body) {
        this.body = body;
    }

    /** An empty body has one packet, which is empty; so has what follows a separator at the end. */
    @Override
    public boolean hasNext() {
        return at <= body.length();
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var separator = body.indexOf(SEPARATOR, at);
        var end = separator < 0 ? body.length() : separator;
        var packet = body.substring(at, end);
        at = end + 1;
        return packet;
    }
}
