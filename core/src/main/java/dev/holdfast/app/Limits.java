package dev.holdfast.app;

import java.time.Duration;

/**
 * How much of anything is taken from outside; one past each of these is refused.
 *
 * @param requestLine the first line of a request, in bytes: 414
 * @param headerBytes all header fields of a request, in bytes: 431
 * @param headerCount the number of header fields: 431
 * @param headTime from the first byte of a request to the end of its head: 408
 * @param body the body of a request whose route says nothing else, in bytes: 413
 * @param bodyTime how long a body may arrive more slowly than its least rate, before it has arrived faster: 408
 * @param bodyRate the least rate of a body, in bytes per second; what came faster counts for later, up to {@code writeStall}
 * @param idleTime how long a connection may wait for its next request; then it is closed
 * @param pipelined requests of one connection that wait for their turn; then it is not read from
 * @param handlerTime the deadline of a handler and of all it calls
 * @param writeStall how long a client may leave an answer memory; then the connection is closed
 * @param memory what requests under way, and large answers that wait for their clients, may take in all, in bytes; more is 503
 * @param connections the number of open connections; one more is closed at once
 * @param connectionsPerAddress how many of them one address may have, or one network of 64 bits in IPv6
 */
public record Limits(
        int requestLine,
        int headerBytes,
        int headerCount,
        Duration headTime,
        long body,
        Duration bodyTime,
        long bodyRate,
        Duration idleTime,
        int pipelined,
        Duration handlerTime,
        Duration writeStall,
        long memory,
        int connections,
        int connectionsPerAddress) {

    /** The largest body a program can ask for, in bytes. */
    public static final long LARGEST_BODY = 1L << 30;

    private static final int KIB = 1024;

    public Limits {
        if (requestLine < 16 || headerBytes < 64 || headerCount < 1 || body < 0 || pipelined < 1) {
            throw new IllegalArgumentException("limits must leave room for a request");
        }
        if (bodyRate < 1 || memory < 1 || connections < 1 || connectionsPerAddress < 1) {
            throw new IllegalArgumentException("limits must leave room for a client");
        }
        if (body > LARGEST_BODY) {
            throw new IllegalArgumentException("a body is held in memory: at most " + LARGEST_BODY + " bytes of it");
        }
    }

    /** The limits a program has unless it says otherwise. */
    public static Limits standard() {
        return new Limits(
                8 * KIB,
                16 * KIB,
                100,
                Duration.ofSeconds(10),
                10 * KIB,
                Duration.ofSeconds(5),
                KIB,
                Duration.ofSeconds(75),
                16,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Runtime.getRuntime().maxMemory() / 2,
                connectionsWithin(Runtime.getRuntime().maxMemory()),
                1_000);
    }

    /** As many as there is memory for when each of them is as costly as it may be, outside the heap too. */
    private static int connectionsWithin(long bytes) {
        return Math.clamp(bytes / (32 * KIB), 1_000, 10_000);
    }

    /** Returns these limits with another largest body, in bytes. */
    public Limits body(long bytes) {
        return new Limits(
                requestLine,
                headerBytes,
                headerCount,
                headTime,
                bytes,
                bodyTime,
                bodyRate,
                idleTime,
                pipelined,
                handlerTime,
                writeStall,
                memory,
                connections,
                connectionsPerAddress);
    }

    /** Returns these limits with another deadline for handlers. */
    public Limits handlerTime(Duration time) {
        return new Limits(
                requestLine,
                headerBytes,
                headerCount,
                headTime,
                body,
                bodyTime,
                bodyRate,
                idleTime,
                pipelined,
                time,
                writeStall,
                memory,
                connections,
                connectionsPerAddress);
    }

    /** Returns these limits with other times for the head, a slow body and the pause between requests. */
    public Limits times(Duration head, Duration slowBody, Duration idle) {
        return new Limits(
                requestLine,
                headerBytes,
                headerCount,
                head,
                body,
                slowBody,
                bodyRate,
                idle,
                pipelined,
                handlerTime,
                writeStall,
                memory,
                connections,
                connectionsPerAddress);
    }

    /** Returns these limits with other numbers of connections, in all and of one address. */
    public Limits connections(int inAll, int perAddress) {
        return new Limits(
                requestLine,
                headerBytes,
                headerCount,
                headTime,
                body,
                bodyTime,
                bodyRate,
                idleTime,
                pipelined,
                handlerTime,
                writeStall,
                memory,
                inAll,
                perAddress);
    }

    /** Returns these limits with another time for which a client may leave an answer memory. */
    public Limits stalling(Duration time) {
        return new Limits(
                requestLine,
                headerBytes,
                headerCount,
                headTime,
                body,
                bodyTime,
                bodyRate,
                idleTime,
                pipelined,
                handlerTime,
                time,
                memory,
                connections,
                connectionsPerAddress);
    }

    /** Returns these limits with other memory for requests under way and large answers, in bytes. */
    public Limits memory(long bytes) {
        return new Limits(
                requestLine,
                headerBytes,
                headerCount,
                headTime,
                body,
                bodyTime,
                bodyRate,
                idleTime,
                pipelined,
                handlerTime,
                writeStall,
                bytes,
                connections,
                connectionsPerAddress);
    }
}
