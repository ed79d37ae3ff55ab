package dev.holdfast.realtime.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a server has of one session: it sends back what comes, and counts how often it is told of the end. */
final class FuzzSession implements SessionListener {

    final Session session;
    int ends;

    FuzzSession(Session session) {
        this.session = session;
    }

    @Override
    public void text(String message) {
        send(Outgoing.text(("4" + message).getBytes(StandardCharsets.UTF_8)), false);
    }

    @Override
    public void binary(byte[] message) {
        send(Outgoing.binary(message), false);
    }

    @Override
    public void closed(CloseReason reason) {
        ends++;
    }

    void send(Outgoing packet, boolean isVolatile) {
        session.send(new Parcel(List.of(packet), isVolatile, true));
    }
}
