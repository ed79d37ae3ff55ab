package dev.holdfast.server;

/** How the end of a body is told (RFC 9112 section 6). */
sealed interface Framing {

    /** By its length, known beforehand. */
    record Length(long bytes) implements Framing {}

    /** By a last chunk. */
    record Chunked() implements Framing {}

    /** By the end of the connection; for clients that know no chunks. */
    record UntilClose() implements Framing {}

    /** There is none. */
    record NoBody() implements Framing {}
}
