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

    /** Says whether a field tells the end of a body or of the connection: the server alone may write it, or clients are misled. */
    static boolean isTold(String field) {
        return switch (field.length()) {
            case 10 -> field.equalsIgnoreCase("Connection") || field.equalsIgnoreCase("Keep-Alive");
            case 14 -> field.equalsIgnoreCase("Content-Length");
            case 17 -> field.equalsIgnoreCase("Transfer-Encoding");
            default -> false;
        };
    }
}
