package dev.holdfast.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** What an answer carries. */
public sealed interface Body {

    /** Nothing. */
    record Empty() implements Body {}

    /** Bytes that are all there; they are not copied and must not change. */
    @SuppressWarnings("ArrayRecordComponent") // shared without a copy, on purpose
    record Bytes(byte[] content) implements Body {}

    /** A value that is written as JSON while a failure to do so can still become a 500. */
    record Json(Object value) implements Body {}

    /**
     * A file or a part of it, sent without passing through the heap where the connection allows. A file that becomes too short while it
     * is sent breaks the connection off.
     *
     * @param offset where the part begins, in bytes
     * @param length how long the part is, in bytes; empty for all that follows
     */
    record FileOf(Path path, long offset, OptionalLong length) implements Body {
        public FileOf {
            if (offset < 0 || length.orElse(0) < 0) {
                throw new IllegalArgumentException("no file has the bytes from " + offset + ", " + length + " of them");
            }
        }

        /** A whole file. */
        public FileOf(Path path) {
            this(path, 0, OptionalLong.empty());
        }
    }

    /** Bytes that are made while they are sent. */
    record Stream(Writer writer) implements Body {}

    /**
     * Server-sent events (HTML Living Standard, section 9.2).
     *
     * @param heartbeat how long the stream may be silent before a comment is sent
     */
    record Events(Source source, Duration heartbeat) implements Body {
        public Events {
            if (heartbeat.toMillis() < 1) {
                throw new IllegalArgumentException("a heartbeat comes after a millisecond or more, not " + heartbeat);
            }
        }
    }

    /** An answer that is completed later, by anyone. */
    record Later(Deferred deferred) implements Body {}

    /**
     * A connection that becomes a WebSocket (RFC 6455).
     *
     * @param listener hears what the client sends
     * @param maxMessage the largest message accepted, in bytes; a larger one closes the socket with 1009
     * @param protocol the one chosen of those the client offers in {@code Sec-WebSocket-Protocol}; empty for none
     */
    record Upgrade(SocketListener listener, int maxMessage, String protocol) implements Body {

        /** A WebSocket without a protocol of its own. */
        public Upgrade(SocketListener listener, int maxMessage) {
            this(listener, maxMessage, "");
        }
    }

    /**
     * Writes a body. Called on the request's thread after the handler has returned; blocks while the client does not read.
     *
     * <p>The head has left by then: a failure here cannot become a 500, so it breaks the connection off, and the client sees an
     * unfinished answer.
     */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws Exception;
    }

    /** Writes a body whose end is known, as that of a file is: a client that sends no more is still there to read it. */
    @FunctionalInterface
    interface Finite extends Writer {}

    /** Sends events until it returns. Called on the request's thread after the handler has returned. */
    @FunctionalInterface
    interface Source {
        void send(EventSink sink) throws Exception;
    }

    /** Where a source of events sends them. */
    interface EventSink {

        /**
         * Sends one event; blocks while the client does not read.
         *
         * @throws IOException when the client has left
         */
        void send(Event event) throws IOException;

        /** Says whether the client is still there. */
        boolean isOpen();
    }

    /**
     * One server-sent event.
     *
     * @param id what a client that reconnects names as the last it has seen; empty for none
     * @param name the type of the event; empty for {@code message}
     * @param data the text, which may have several lines
     */
    record Event(String id, String name, String data) {
        public Event {
            if (hasBreak(id) || hasBreak(name) || id.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("the id and the name of an event are one line each");
            }
        }

        private static boolean hasBreak(String text) {
            return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        }
    }
}
