package dev.holdfast.app;

import java.time.Duration;

/**
 * How much of anything is taken from outside; one past each of these is refused. Immutable: each step returns new limits.
 */
public final class Limits {

    /** The largest body a program can ask for, in bytes. */
    public static final long LARGEST_BODY = 1L << 30;

    private static final int KIB = 1024;

    private int requestLine = 8 * KIB;
    private int headerBytes = 16 * KIB;
    private int headerCount = 100;
    private Duration headTime = Duration.ofSeconds(10);
    private long body = 10 * KIB;
    private Duration bodyTime = Duration.ofSeconds(5);
    private long bodyRate = KIB;
    private Duration idleTime = Duration.ofSeconds(75);
    private int pipelined = 16;
    private Duration handlerTime = Duration.ofSeconds(30);
    private Duration writeStall = Duration.ofSeconds(30);
    private long memory = Runtime.getRuntime().maxMemory() / 2;
    private int connections = connectionsWithin(Runtime.getRuntime().maxMemory());
    private int connectionsPerAddress = 1_000;

    private Limits() {}

    private Limits(Limits from) {
        requestLine = from.requestLine;
        headerBytes = from.headerBytes;
        headerCount = from.headerCount;
        headTime = from.headTime;
        body = from.body;
        bodyTime = from.bodyTime;
        bodyRate = from.bodyRate;
        idleTime = from.idleTime;
        pipelined = from.pipelined;
        handlerTime = from.handlerTime;
        writeStall = from.writeStall;
        memory = from.memory;
        connections = from.connections;
        connectionsPerAddress = from.connectionsPerAddress;
    }

    /** The limits a program has unless it says otherwise. */
    public static Limits standard() {
        return new Limits();
    }

    /** As many as there is memory for when each of them is as costly as it may be, outside the heap too. */
    private static int connectionsWithin(long bytes) {
        return Math.clamp(bytes / (32 * KIB), 1_000, 10_000);
    }

    private static void mustBePositive(long value) {
        if (value < 1) {
            throw new IllegalArgumentException("limits must leave room for a request");
        }
    }

    /** Returns these limits with another largest body, in bytes. */
    public Limits body(long bytes) {
        if (bytes < 0 || bytes > LARGEST_BODY) {
            throw new IllegalArgumentException("a body is held in memory: at most " + LARGEST_BODY + " bytes of it");
        }
        var changed = new Limits(this);
        changed.body = bytes;
        return changed;
    }

    /** Returns these limits with another deadline for handlers. */
    public Limits handlerTime(Duration time) {
        var changed = new Limits(this);
        changed.handlerTime = time;
        return changed;
    }

    /** Returns these limits with other times for the head, a slow body and the pause between requests. */
    public Limits times(Duration head, Duration slowBody, Duration idle) {
        var changed = new Limits(this);
        changed.headTime = head;
        changed.bodyTime = slowBody;
        changed.idleTime = idle;
        return changed;
    }

    /** Returns these limits with another number of requests that wait for their turn. */
    public Limits pipelined(int requests) {
        mustBePositive(requests);
        var changed = new Limits(this);
        changed.pipelined = requests;
        return changed;
    }

    /** Returns these limits with another time for which a client may leave an answer unread. */
    public Limits stalling(Duration time) {
        var changed = new Limits(this);
        changed.writeStall = time;
        return changed;
    }

    /** Returns these limits with other numbers of connections, in all and of one address. */
    public Limits connections(int inAll, int perAddress) {
        mustBePositive(inAll);
        mustBePositive(perAddress);
        var changed = new Limits(this);
        changed.connections = inAll;
        changed.connectionsPerAddress = perAddress;
        return changed;
    }

    /**
     * Returns these limits with other memory for requests under way and large answers, in bytes; a fourth as much is for large messages
     * of WebSockets that have not ended or not been heard.
     */
    public Limits memory(long bytes) {
        mustBePositive(bytes);
        var changed = new Limits(this);
        changed.memory = bytes;
        return changed;
    }

    /** The first line of a request, in bytes: 414. */
    public int requestLine() {
        return requestLine;
    }

    /** All header fields of a request, in bytes: 431. */
    public int headerBytes() {
        return headerBytes;
    }

    /** The number of header fields: 431. */
    public int headerCount() {
        return headerCount;
    }

    /** From the first byte of a request to the end of its head: 408. */
    public Duration headTime() {
        return headTime;
    }

    /** The body of a request whose route says nothing else, in bytes: 413. */
    public long body() {
        return body;
    }

    /** How long a body may arrive more slowly than its least rate, before it has arrived faster: 408. */
    public Duration bodyTime() {
        return bodyTime;
    }

    /** The least rate of a body, in bytes per second; what came faster counts for later, up to {@code writeStall}. */
    public long bodyRate() {
        return bodyRate;
    }

    /** How long a connection may wait for its next request; then it is closed. */
    public Duration idleTime() {
        return idleTime;
    }

    /** Requests of one connection that wait for their turn; then it is not read from. */
    public int pipelined() {
        return pipelined;
    }

    /** The deadline of a handler and of all it calls. */
    public Duration handlerTime() {
        return handlerTime;
    }

    /** How long a client may leave an answer memory; then the connection is closed. */
    public Duration writeStall() {
        return writeStall;
    }

    /** What requests under way, and large answers that wait for their clients, may take in all, in bytes; more is 503. */
    public long memory() {
        return memory;
    }

    /** The number of open connections; one more is closed at once. */
    public int connections() {
        return connections;
    }

    /** How many of them one address may have, or one network of 64 bits in IPv6. */
    public int connectionsPerAddress() {
        return connectionsPerAddress;
    }
}
