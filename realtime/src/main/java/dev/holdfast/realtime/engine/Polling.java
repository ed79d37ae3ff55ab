package dev.holdfast.realtime.engine;

import dev.holdfast.http.Body;
import dev.holdfast.http.Deferred;
import dev.holdfast.http.Response;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Long-polling: what is sent waits for the next poll, and a poll for what is sent.
 *
 * <p>Threading: everything under the lock of the session.
 */
final class Polling implements Transport {

    static final String NAME = "polling";

    private static final String TYPE = "text/plain; charset=UTF-8";

    private final EngineSettings settings;
    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>(4);
    private int waitingBytes;
    private boolean isPacked;
    private @Nullable Deferred parked;
    /** When the poll that waits came. */
    private long since;

    private boolean isPosting;

    Polling(EngineSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isWritable() {
        return parked != null;
    }

    @Override
    public long pending() {
        return waitingBytes;
    }

    @Override
    public boolean hasRoomFor(Parcel parcel) {
        return waiting.isEmpty()
                || (waitingBytes + parcel.bytes() <= settings.outgoingBytes()
                        && waiting.size() + parcel.parts().size() <= settings.outgoingPackets());
    }

    @Override
    public void send(Parcel parcel) {
        parcel.parts().forEach(waiting::add);
        waitingBytes += parcel.bytes();
        isPacked |= parcel.isPacked();
        answerParked();
    }

    /** Says whether a poll waits for something to be sent. */
    boolean isParked() {
        return parked != null;
    }

    /** Says whether this very poll still waits. */
    boolean isParked(Deferred poll) {
        return parked == poll;
    }

    /** Answers a poll: at once where something waits, and later otherwise. */
    Response poll(Deferred poll, long came) {
        if (!waiting.isEmpty()) {
            return payload();
        }
        parked = poll;
        since = came;
        return Response.of(200, new Body.Later(poll));
    }

    /** Where the client has left meanwhile, nothing is taken: the poll is found waiting by who ends the session for that. */
    private void answerParked() {
        var poll = parked;
        if (poll != null && !waiting.isEmpty() && poll.complete(answer())) {
            parked = null;
            clear();
        }
    }

    /** Answers the poll that waits, if one does, by a packet that goes before what waits. */
    boolean answer(Outgoing packet) {
        var poll = parked;
        parked = null;
        return poll != null && poll.complete(payload(packet));
    }

    /** Answers the poll that waits, which no client has that did all in its order. */
    void refuse() {
        var poll = parked;
        parked = null;
        if (poll != null) {
            poll.complete(Refusal.BAD_REQUEST.answer());
        }
    }

    /** Answers another poll while one waits: which of the two is refused is a matter of which came later. */
    Response refuseLater(long came) {
        if (came - since >= 0) {
            return Refusal.BAD_REQUEST.answer();
        }
        refuse();
        return payload(Outgoing.CLOSE);
    }

    /** Returns what waits, which is another transport's from here on. */
    Parcel handOver() {
        var rest = new Parcel(waiting.stream().toList(), false, isPacked);
        waiting.clear();
        return rest;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    @Override
    public boolean finish() {
        return answer(Outgoing.CLOSE);
    }

    @Override
    public void discard() {
        waiting.clear();
        answer(Outgoing.CLOSE);
    }

    /** Notes that a body is being taken; returns false where another one is. */
    boolean beginPost() {
        if (isPosting) {
            return false;
        }
        isPosting = true;
        return true;
    }

    void endPost() {
        isPosting = false;
    }

    boolean isPosting() {
        return isPosting;
    }

    /**
     * Returns what waits. That the session has ended is never among it: the official client heeds that before what stands in front of
     * it, and takes being put out of a namespace for a lost connection.
     */
    Response payload() {
        var answer = answer();
        clear();
        return answer;
    }

    private Response answer() {
        return payload(isPacked, waiting.toArray(new Outgoing[0]));
    }

    private void clear() {
        waiting.clear();
        waitingBytes = 0;
        isPacked = false;
    }

    static Response payload(Outgoing... packets) {
        return payload(true, packets);
    }

    private static Response payload(boolean isPacked, Outgoing... packets) {
        var payload = new ByteArrayOutputStream();
        for (var packet : packets) {
            if (payload.size() > 0) {
                payload.write(Payload.SEPARATOR);
            }
            packet.appendTo(payload);
        }
        return Response.bytes(200, TYPE, payload.toByteArray())
                .header("Cache-Control", isPacked ? "no-store" : "no-store, no-transform");
    }
}
