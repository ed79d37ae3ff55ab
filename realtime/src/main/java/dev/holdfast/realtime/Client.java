package dev.holdfast.realtime;

import dev.holdfast.Problem;
import dev.holdfast.http.Request;
import dev.holdfast.realtime.engine.Alarm;
import dev.holdfast.realtime.engine.CloseReason;
import dev.holdfast.realtime.engine.Outgoing;
import dev.holdfast.realtime.engine.Parcel;
import dev.holdfast.realtime.engine.Session;
import dev.holdfast.realtime.engine.SessionListener;
import dev.holdfast.realtime.packet.BadPacket;
import dev.holdfast.realtime.packet.Decoder;
import dev.holdfast.realtime.packet.Packet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One client: a session, and a socket for each namespace it has joined over it (Socket.IO protocol 5).
 *
 * <p>Threading: packets come one after the other; any thread may close.
 */
final class Client implements SessionListener {

    private final Hub hub;
    private final Spaces spaces;
    private final Session session;
    private final Request handshake;
    private final Decoder decoder;
    private final Pace pace = new Pace(System.nanoTime());
    private final Pace joins = new Pace(System.nanoTime());
    private final ReentrantLock lock = new ReentrantLock();
    private final Alarm joining;
    private final List<Socket> sockets = new ArrayList<>(1);
    private @Nullable DisconnectReason cause;
    private Set<String> ended = Set.of();
    /** How many sockets are being let in or not, those that have left meanwhile among them. */
    private int underway;

    private boolean isClosed;
    private boolean hasJoined;

    Client(Hub hub, Spaces spaces, Session session, Request handshake) {
        this.hub = hub;
        this.spaces = spaces;
        this.session = session;
        this.handshake = handshake;
        this.decoder = new Decoder(hub.json(), hub.limits().packets(), hub.memory());
        joining = hub.timer().later(hub.limits().joinTime(), this::closeIfIdle);
    }

    Session session() {
        return session;
    }

    Request handshake() {
        return handshake;
    }

    void send(List<Outgoing> parts) {
        session.send(new Parcel(parts, false, true));
    }

    @Override
    public void text(String message) throws InterruptedException {
        take(() -> decoder.text(message));
    }

    @Override
    public void binary(byte[] message) throws InterruptedException {
        take(() -> decoder.binary(message));
    }

    private interface Decoding {
        Optional<Packet> packet() throws BadPacket;
    }

    private void take(Decoding decoding) throws InterruptedException {
        try {
            var packet = decoding.packet();
            if (packet.isPresent()) {
                take(packet.get());
            } else if (decoder.awaited().filter(this::isNotHere).isPresent()) {
                close(DisconnectReason.FORCED_CLOSE);
            }
        } catch (BadPacket _) {
            close(DisconnectReason.FORCED_CLOSE);
        }
    }

    private void take(Packet packet) throws InterruptedException {
        var socket = socket(packet.namespace());
        switch (packet) {
            case Packet.Connect connect when socket.isEmpty() -> connect(connect);
            case Packet.Event event when socket.isPresent() -> take(socket.get(), event);
            case Packet.Ack ack when socket.isPresent() -> socket.get().answered(ack.id(), ack.data());
            case Packet.Disconnect _
            when socket.isPresent() -> socket.get().gone(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
            case Packet.Event _, Packet.Ack _, Packet.Disconnect _ when hasEnded(packet.namespace()) -> {
                // It was on its way when the socket was put out.
            }
            case Packet.Connect _, Packet.Event _, Packet.Ack _, Packet.Disconnect _, Packet.ConnectError _ ->
                close(DisconnectReason.FORCED_CLOSE);
        }
    }

    private void take(Socket socket, Packet.Event event) throws InterruptedException {
        if (!socket.isConnected()) {
            close(DisconnectReason.FORCED_CLOSE);
        } else if (pace.take(hub.limits().events(), System.nanoTime())) {
            socket.take(event);
        } else if (pace.isDeaf(hub.limits().events())) {
            close(DisconnectReason.FORCED_SERVER_CLOSE);
        } else {
            socket.refuseTooMany(event);
        }
    }

    /** To join costs more than an event, and whoever is refused may ask again. */
    private void connect(Packet.Connect connect) {
        if (joins.take(hub.limits().events(), System.nanoTime())) {
            join(connect);
        } else if (joins.isDeaf(hub.limits().events())) {
            close(DisconnectReason.FORCED_SERVER_CLOSE);
        } else {
            var problem = Problem.tooMany("too many come in at once", Duration.ofSeconds(1));
            send(hub.encoder().connectError(connect.namespace(), Rejected.of(problem)));
        }
    }

    private void join(Packet.Connect connect) {
        var space = spaces.enter(connect.namespace());
        if (space.isEmpty()) {
            send(hub.encoder().connectError(connect.namespace(), new Invalid("Invalid namespace")));
            return;
        }
        var socket = new Socket(hub, space.get(), this, connect.auth());
        if (add(socket)) {
            socket.begin();
        } else {
            space.get().left();
            close(DisconnectReason.FORCED_CLOSE);
        }
    }

    record Invalid(String message) {}

    private boolean add(Socket socket) {
        lock.lock();
        try {
            var most = hub.limits().namespacesPerConnection();
            if (isClosed || sockets.size() >= most || underway >= most) {
                return false;
            }
            underway++;
            return sockets.add(socket);
        } finally {
            lock.unlock();
        }
    }

    /** It was decided whether a socket is let in. */
    void decided() {
        lock.lock();
        try {
            underway--;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a socket that has left or was not let in. */
    void remove(Socket socket) {
        lock.lock();
        try {
            sockets.remove(socket);
        } finally {
            lock.unlock();
        }
    }

    /** The program has put the client out of a namespace, which the client does not know at once. */
    void ended(String namespace) {
        lock.lock();
        try {
            if (ended.size() < hub.limits().namespacesPerConnection()) {
                var more = new HashSet<>(ended);
                more.add(namespace);
                ended = Set.copyOf(more);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Attachments are not waited for where nobody would take the packet. */
    private boolean isNotHere(String namespace) {
        return socket(namespace).isEmpty() && !hasEnded(namespace);
    }

    private boolean hasEnded(String namespace) {
        lock.lock();
        try {
            return ended.contains(namespace);
        } finally {
            lock.unlock();
        }
    }

    /** A socket has been let in: the client is not idle. */
    void joined() {
        lock.lock();
        try {
            hasJoined = true;
        } finally {
            lock.unlock();
        }
        joining.cancel();
    }

    private void closeIfIdle() {
        lock.lock();
        try {
            if (hasJoined) {
                return;
            }
        } finally {
            lock.unlock();
        }
        close(DisconnectReason.FORCED_SERVER_CLOSE);
    }

    private Optional<Socket> socket(String namespace) {
        lock.lock();
        try {
            for (var socket : sockets) {
                if (socket.namespace().equals(namespace)) {
                    return Optional.of(socket);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Puts the client out of every namespace, and ends its session. */
    void disconnect() {
        copy().forEach(socket -> socket.disconnect(false));
        close(DisconnectReason.FORCED_SERVER_CLOSE);
    }

    /** Ends the session, for a reason that the sockets are told. */
    void close(DisconnectReason reason) {
        lock.lock();
        try {
            if (cause == null) {
                cause = reason;
            }
        } finally {
            lock.unlock();
        }
        session.close();
    }

    @Override
    public void closed(CloseReason reason) {
        joining.cancel();
        decoder.drop();
        DisconnectReason told;
        lock.lock();
        try {
            isClosed = true;
            told = cause == null || reason != CloseReason.FORCED_CLOSE ? DisconnectReason.of(reason) : cause;
        } finally {
            lock.unlock();
        }
        copy().forEach(socket -> socket.gone(told));
    }

    private List<Socket> copy() {
        lock.lock();
        try {
            return List.copyOf(sockets);
        } finally {
            lock.unlock();
        }
    }
}
