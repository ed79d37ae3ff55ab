package dev.holdfast.realtime.engine;

import dev.holdfast.http.Deferred;
import dev.holdfast.http.Response;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One Engine.IO session: what a client and this server say to each other, over whichever transport, until one of them ends it.
 *
 * <p>Threading: any thread may send and close, and neither blocks. One lock guards the state; the listener is called outside of it.
 */
public final class Session {

    private static final Duration BETWEEN_NOOPS = Duration.ofMillis(100);
    private static final Duration FAREWELL = Duration.ofSeconds(30);
    private static final Duration AFTERGLOW = Duration.ofMillis(100);

    private enum State {
        OPEN,
        /** This side has closed, and the client learns it by its next poll. */
        CLOSING,
        /** The client has closed; a poll that is on its way is still answered. */
        LEFT,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Engine engine;
    private final String id;
    private final InetAddress client;
    private final Heartbeat heartbeat;
    private final Delivery delivery;
    private final Probe probe = new Probe();
    private Transport transport;
    private State state = State.OPEN;
    /** The next thing to be done in time: held on to by the clock, and with it the session. */
    private Alarm alarm = Alarm.NONE;

    Session(Engine engine, String id, InetAddress client, Transport transport, Engine.Accepts accepts) {
        this.engine = engine;
        this.id = id;
        this.client = client;
        this.transport = transport;
        this.heartbeat = new Heartbeat(engine.settings(), System.nanoTime());
        this.delivery = new Delivery(accepts.accept(this));
    }

    /** Begins to look after the session. */
    void begin() {
        lock.lock();
        try {
            if (state == State.OPEN) {
                tickLater(System.nanoTime());
            }
        } finally {
            lock.unlock();
        }
    }

    String id() {
        return id;
    }

    InetAddress client() {
        return client;
    }

    /** Returns the name of the transport: {@code polling} or {@code websocket}. */
    public String transport() {
        return under(() -> transport.name());
    }

    /** Sends, or drops what is volatile and cannot leave at once; a client that has too much waiting is cut off. */
    public void send(Parcel parcel) {
        lock.lock();
        try {
            if (state != State.OPEN) {
                return;
            }
            if (transport.hasRoomFor(parcel)) {
                if (!parcel.isVolatile() || transport.isWritable()) {
                    transport.send(parcel);
                }
                return;
            }
            if (parcel.isVolatile()) {
                return;
            }
            cut();
        } finally {
            lock.unlock();
        }
        tell();
    }

    /** Cuts off a client that does not take what it is sent. */
    void cut() {
        locked(() -> {
            if (state == State.OPEN && transport instanceof WebSocketTransport socket) {
                socket.cut();
            }
            end(CloseReason.SLOW_CONSUMER);
        });
    }

    /** Returns how many bytes wait for the client. */
    long pending() {
        return under(() -> transport.pending());
    }

    /**
     * Ends the session when what was sent has left. A client that is changing to WebSocket has stopped to poll: it is let through, since
     * it would not learn of the end otherwise.
     */
    public void close() {
        close(CloseReason.FORCED_CLOSE);
    }

    void close(CloseReason reason) {
        locked(() -> {
            if (state == State.OPEN) {
                delivery.end(reason);
                if (transport.finish()) {
                    vanish();
                } else {
                    stay(State.CLOSING, FAREWELL);
                }
            }
        });
    }

    private void locked(Runnable work) {
        under(() -> {
            work.run();
            return true;
        });
    }

    private <T> T under(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
            tell();
        }
    }

    /** Ends the session, and what waits to be sent with it. */
    void end(CloseReason reason) {
        locked(() -> {
            if (state == State.OPEN) {
                delivery.end(reason);
                transport.discard();
                vanish();
            }
        });
    }

    private void stay(State as, Duration time) {
        state = as;
        alarm.cancel();
        alarm = engine.later(time, this::forget);
    }

    /** Waits no longer for a farewell. */
    void forget() {
        locked(this::vanish);
    }

    private void vanish() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            alarm.cancel();
            probe.drop();
            engine.ended(this);
        }
    }

    /** The listener may take locks of its own, and is told when this one is free. */
    private void tell() {
        if (!lock.isHeldByCurrentThread()) {
            delivery.tell();
        }
    }

    /** Takes a poll that came at this moment of {@link System#nanoTime()}; its thread may have begun after that of a later one. */
    Response poll(long came) {
        return under(() -> {
            expire(System.nanoTime());
            return transport instanceof Polling polling ? answer(polling, came) : Refusal.BAD_REQUEST.answer();
        });
    }

    private Response answer(Polling polling, long came) {
        return switch (state) {
            case CLOSED -> Refusal.UNKNOWN_SESSION.answer();
            case CLOSING -> {
                if (polling.isEmpty()) {
                    vanish();
                    yield Polling.payload(Outgoing.NOOP, Outgoing.CLOSE);
                }
                yield polling.payload();
            }
            case LEFT -> {
                vanish();
                yield Polling.payload(Outgoing.NOOP);
            }
            case OPEN -> {
                if (polling.isParked()) {
                    var answer = polling.refuseLater(came);
                    end(CloseReason.TRANSPORT_ERROR);
                    yield answer;
                }
                yield park(polling, came);
            }
        };
    }

    private Response park(Polling polling, long came) {
        var poll = new Deferred();
        var answer = polling.poll(poll, came);
        if (polling.isParked(poll)) {
            poll.onLeave(() -> left(polling, poll));
            if (probe.isHeard()) {
                engine.later(BETWEEN_NOOPS, () -> endPoll(polling, poll));
            }
        }
        return answer;
    }

    private void left(Polling polling, Deferred poll) {
        locked(() -> {
            if (transport == polling && polling.isParked(poll)) {
                end(CloseReason.TRANSPORT_ERROR);
            }
        });
    }

    /** Lets a client that changes to WebSocket come to the end of its polls. */
    private void endPoll(Polling polling, Deferred poll) {
        locked(() -> {
            if (transport == polling && polling.isParked(poll) && probe.isHeard()) {
                polling.answer(Outgoing.NOOP);
            }
        });
    }

    Response post(byte[] body, boolean isBinary) throws InterruptedException {
        var polling = beginPost(isBinary);
        if (polling == null) {
            return Refusal.BAD_REQUEST.answer();
        }
        try {
            var packets = new Payload(new String(body, StandardCharsets.UTF_8));
            while (packets.hasNext()) {
                if (!receive(polling, Incoming.of(packets.next()))) {
                    return Refusal.BAD_REQUEST.answer();
                }
            }
            return Response.bytes(200, "text/html", "ok".getBytes(StandardCharsets.US_ASCII))
                    .header("Cache-Control", "no-store");
        } finally {
            locked(polling::endPost);
        }
    }

    private @Nullable Polling beginPost(boolean isBinary) {
        lock.lock();
        try {
            expire(System.nanoTime());
            if (state != State.OPEN || !(transport instanceof Polling polling)) {
                return null;
            }
            if (isBinary || !polling.beginPost()) {
                end(CloseReason.TRANSPORT_ERROR);
                return null;
            }
            return polling;
        } finally {
            lock.unlock();
            tell();
        }
    }

    /** Takes a packet; returns false where it is none, which has ended the session. */
    boolean receive(Transport from, Incoming packet) throws InterruptedException {
        if (under(() -> probe.isBy(from) ? probed(packet) : isFromHere(from) && judge(packet))) {
            delivery.hand(packet);
        }
        return !(packet instanceof Incoming.Malformed);
    }

    private boolean isFromHere(Transport from) {
        return from == transport && state == State.OPEN;
    }

    /** Deals with what is between the two engines; returns true for a message. */
    private boolean judge(Incoming packet) {
        switch (packet) {
            case Incoming.Text _, Incoming.Binary _ -> {
                return true;
            }
            case Incoming.Pong() -> heartbeat.heard(System.nanoTime());
            case Incoming.Ping _ -> end(CloseReason.TRANSPORT_ERROR);
            case Incoming.Close() -> closedByClient();
            case Incoming.Malformed() -> end(CloseReason.PARSE_ERROR);
            case Incoming.Upgrade(), Incoming.Idle() -> {} // out of their place they mean nothing
        }
        return false;
    }

    private void closedByClient() {
        delivery.end(CloseReason.TRANSPORT_CLOSE);
        if (transport instanceof Polling polling && !polling.answer(Outgoing.NOOP)) {
            probe.drop();
            stay(State.LEFT, AFTERGLOW);
        } else {
            if (transport instanceof WebSocketTransport) {
                transport.discard();
            }
            vanish();
        }
    }

    /** Lets a WebSocket try to take the session over; returns false where it may not. */
    boolean probe(WebSocketTransport socket) {
        var time = engine.settings().upgradeTimeout();
        return under(() -> state == State.OPEN
                && transport instanceof Polling
                && probe.begin(socket, () -> engine.later(time, () -> lost(socket, 0))));
    }

    /** Deals with what comes over a WebSocket that is not ours yet; none of it is a message. */
    private boolean probed(Incoming packet) {
        if (transport instanceof Polling polling) {
            var socket = probe.take(packet, polling);
            if (socket != null) {
                upgrade(polling, socket);
            }
        }
        return false;
    }

    private void upgrade(Polling polling, WebSocketTransport socket) {
        polling.refuse();
        transport = socket;
        heartbeat.excuse(System.nanoTime());
        socket.send(polling.handOver());
        if (state == State.CLOSING) {
            socket.finish();
            vanish();
        }
    }

    /** A WebSocket is gone, or has had its time to take over. */
    void lost(WebSocketTransport socket, int code) {
        locked(() -> {
            if (probe.isBy(socket)) {
                probe.drop();
            } else if (socket == transport && code != 0) {
                end(CloseReason.of(code));
            }
        });
    }

    private void tick(long now) {
        expire(now);
        if (state == State.OPEN && heartbeat.isToAsk(now)) {
            heartbeat.asked(now);
            transport.send(Parcel.of(Outgoing.PING));
        }
        if (state == State.OPEN) {
            tickLater(now);
        }
    }

    private void tickLater(long now) {
        alarm = engine.later(Duration.ofNanos(heartbeat.pause(now)), () -> locked(() -> tick(System.nanoTime())));
    }

    /** Who is not being read from cannot be heard either. */
    private void expire(long now) {
        if (state == State.OPEN && heartbeat.isSilentTooLong(now)) {
            if (delivery.isBusy()) {
                heartbeat.excuse(now);
            } else {
                end(CloseReason.PING_TIMEOUT);
            }
        }
    }
}
