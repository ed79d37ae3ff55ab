package dev.holdfast.realtime;

import dev.holdfast.limit.Quota;
import dev.holdfast.realtime.engine.EngineSettings;
import dev.holdfast.realtime.packet.PacketLimits;
import java.time.Duration;

/**
 * How much of anything a Socket.IO client is given; one past each of these is refused. Immutable: each step returns new limits.
 */
public final class RealtimeLimits {

    private static final int KIB = 1024;

    private Duration pingInterval = Duration.ofSeconds(25);
    private Duration pingTimeout = Duration.ofSeconds(20);
    private Duration upgradeTime = Duration.ofSeconds(10);
    private Duration joinTime = Duration.ofSeconds(45);
    private Duration answerTime = Duration.ofSeconds(10);
    private Duration handlerTime = Duration.ofSeconds(30);
    private int payload = 1_000_000;
    private int outgoingBytes = KIB * KIB;
    private int outgoingPackets = 1_000;
    private long backlog = Runtime.getRuntime().maxMemory() / 4;
    private Quota events = Quota.of("100/1s");
    private Quota eventsPerUser = Quota.of("200/1s");
    private int rooms = 100;
    private int sessions = sessionsWithin(Runtime.getRuntime().maxMemory());
    private int sessionsPerAddress = 1_000;
    private int openNamespaces = 1_000;

    private RealtimeLimits() {}

    private RealtimeLimits(RealtimeLimits from) {
        pingInterval = from.pingInterval;
        pingTimeout = from.pingTimeout;
        upgradeTime = from.upgradeTime;
        joinTime = from.joinTime;
        answerTime = from.answerTime;
        handlerTime = from.handlerTime;
        payload = from.payload;
        outgoingBytes = from.outgoingBytes;
        outgoingPackets = from.outgoingPackets;
        backlog = from.backlog;
        events = from.events;
        eventsPerUser = from.eventsPerUser;
        rooms = from.rooms;
        sessions = from.sessions;
        sessionsPerAddress = from.sessionsPerAddress;
        openNamespaces = from.openNamespaces;
    }

    /** The limits a server has unless it says otherwise. */
    public static RealtimeLimits standard() {
        return new RealtimeLimits();
    }

    /** As many as there is memory for when a fair part of them has something waiting. */
    private static int sessionsWithin(long bytes) {
        return Math.clamp(bytes / (32 * KIB), 1_000, 100_000);
    }

    /** Returns these limits with other times between two signs of life, and to wait for one. */
    public RealtimeLimits heartbeat(Duration interval, Duration timeout) {
        require(interval.isPositive() && timeout.isPositive(), "a heartbeat takes some time");
        var changed = new RealtimeLimits(this);
        changed.pingInterval = interval;
        changed.pingTimeout = timeout;
        return changed;
    }

    /** Returns these limits with other times to join a first namespace, and to change to WebSocket. */
    public RealtimeLimits joining(Duration join, Duration upgrade) {
        require(join.isPositive() && upgrade.isPositive(), "joining takes some time");
        var changed = new RealtimeLimits(this);
        changed.joinTime = join;
        changed.upgradeTime = upgrade;
        return changed;
    }

    /** Returns these limits with other times for a client to acknowledge, and for a handler to be done. */
    public RealtimeLimits answering(Duration client, Duration handler) {
        require(client.isPositive() && handler.isPositive(), "an answer takes some time");
        var changed = new RealtimeLimits(this);
        changed.answerTime = client;
        changed.handlerTime = handler;
        return changed;
    }

    /** Returns these limits with another largest message, in bytes. */
    public RealtimeLimits payload(int bytes) {
        require(bytes >= KIB, "a message has a kibibyte at least");
        var changed = new RealtimeLimits(this);
        changed.payload = bytes;
        return changed;
    }

    /** Returns these limits with other bounds for what waits to be taken by one client, in bytes and in packets. */
    public RealtimeLimits outgoing(int bytes, int packets) {
        require(bytes > 0 && packets > 0, "something must be able to wait");
        var changed = new RealtimeLimits(this);
        changed.outgoingBytes = bytes;
        changed.outgoingPackets = packets;
        return changed;
    }

    /** Returns these limits with another bound for what waits for all clients together, in bytes; a quarter of the heap unless told. */
    public RealtimeLimits backlog(long bytes) {
        require(bytes > 0, "something must be able to wait");
        var changed = new RealtimeLimits(this);
        changed.backlog = bytes;
        return changed;
    }

    /** Returns these limits with other quotas for events, of one connection and of one user over all their connections. */
    public RealtimeLimits events(Quota perConnection, Quota perUser) {
        var changed = new RealtimeLimits(this);
        changed.events = perConnection;
        changed.eventsPerUser = perUser;
        return changed;
    }

    /** Returns these limits with another number of rooms that one socket may be in. */
    public RealtimeLimits rooms(int perSocket) {
        require(perSocket > 0, "a socket must be able to join a room");
        var changed = new RealtimeLimits(this);
        changed.rooms = perSocket;
        return changed;
    }

    /** Returns these limits with other numbers of sessions, in all and of one address. */
    public RealtimeLimits sessions(int inAll, int perAddress) {
        require(inAll > 0 && perAddress > 0, "somebody must be let in");
        var changed = new RealtimeLimits(this);
        changed.sessions = inAll;
        changed.sessionsPerAddress = perAddress;
        return changed;
    }

    /** Returns these limits with another number of namespaces that exist because somebody has asked for them. */
    public RealtimeLimits openNamespaces(int most) {
        require(most > 0, "a namespace must be able to open");
        var changed = new RealtimeLimits(this);
        changed.openNamespaces = most;
        return changed;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** How long a client may take to join its first namespace; then it is closed. */
    public Duration joinTime() {
        return joinTime;
    }

    /** How long an acknowledgement is waited for, where whoever waits does not say. */
    public Duration answerTime() {
        return answerTime;
    }

    /** The deadline of a handler and of all it calls. */
    public Duration handlerTime() {
        return handlerTime;
    }

    /** How many events one connection may send; one more is answered with a problem, as many again and it is closed. */
    public Quota events() {
        return events;
    }

    /** How many events one user may send over all connections. */
    public Quota eventsPerUser() {
        return eventsPerUser;
    }

    /** How many sessions there may be. */
    public int sessions() {
        return sessions;
    }

    /** How many rooms one socket may be in, beside that of its id. */
    public int rooms() {
        return rooms;
    }

    /** How many namespaces may exist because somebody has asked for them. */
    public int openNamespaces() {
        return openNamespaces;
    }

    /** How many namespaces one connection may have joined. */
    public int namespacesPerConnection() {
        return 16;
    }

    /** How many events of one socket may wait for the handlers of those before; then its connection is not read from. */
    public int waitingEvents() {
        return 64;
    }

    /** How many characters the name of a room, a namespace or an event may have. */
    public int longestName() {
        return 128;
    }

    /** How many acknowledgements one socket may owe; one more is not asked for. */
    public int pendingAnswers() {
        return 1_000;
    }

    /** The largest message and the largest body of a request, in bytes. */
    public int payload() {
        return payload;
    }

    /** How many bytes packets take together of which attachments are still to come; one more is refused. */
    long unfinished() {
        return Math.max(payload, Runtime.getRuntime().maxMemory() / 16);
    }

    EngineSettings engine() {
        return new EngineSettings(
                pingInterval,
                pingTimeout,
                upgradeTime,
                payload,
                outgoingBytes,
                outgoingPackets,
                backlog,
                sessions,
                sessionsPerAddress);
    }

    PacketLimits packets() {
        return new PacketLimits(10, payload, longestName(), longestName());
    }
}
