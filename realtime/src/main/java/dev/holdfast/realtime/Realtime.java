package dev.holdfast.realtime;

import dev.holdfast.app.Service;
import dev.holdfast.http.Request;
import dev.holdfast.json.Binding;
import dev.holdfast.json.Json;
import dev.holdfast.limit.Limit;
import dev.holdfast.realtime.engine.Engine;
import dev.holdfast.realtime.engine.Session;
import dev.holdfast.realtime.packet.Encoder;
import dev.holdfast.realtime.packet.PacketMemory;
import dev.holdfast.routing.Routes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A Socket.IO server: its namespaces, and everybody who is connected to them (Engine.IO protocol 4, Socket.IO protocol 5).
 *
 * <p>It is served by the routes it has, on the port of whatever serves those, and is one of that program's services. Threading: any
 * number of threads.
 */
public final class Realtime implements Service {

    /** So that ten thousand clients take ten seconds to come back, and one no time at all. */
    private static final Duration BETWEEN_FAREWELLS = Duration.ofMillis(1);

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(10);

    private final RealtimeDraft settings;
    private final Engine engine;
    private final Hub hub;
    private final Spaces spaces;
    private final AtomicBoolean isWatching = new AtomicBoolean();

    Realtime(RealtimeDraft settings) {
        this.settings = settings;
        refuseUnguarded(settings);
        var json = new Json();
        engine = new Engine(
                settings.limits().engine(), new Origins(settings.cors())::admit, this::client, settings.telemetry());
        hub = new Hub(
                settings.limits(),
                json,
                new Binding(json),
                new Encoder(json),
                new PacketMemory(settings.limits().unfinished()),
                new Callers(settings.authenticator()),
                settings.telemetry(),
                engine::later,
                Limit.of("events", settings.limits().eventsPerUser()),
                settings.recovering(),
                settings.adapters());
        for (var namespace : settings.namespaces()) {
            namespace.types().stream().filter(Arguments::isBound).forEach(hub.binding()::checkValue);
        }
        spaces = new Spaces(settings.namespaces(), hub);
    }

    private static void refuseUnguarded(RealtimeDraft settings) {
        if (settings.authenticator().isEmpty()) {
            for (var namespace : settings.namespaces()) {
                if (!namespace.isOpen()) {
                    throw new IllegalArgumentException("the namespace " + namespace.name()
                            + " is not open, and nobody finds out who is asking: say authenticatedBy(...), or open()");
                }
            }
        }
    }

    private Client client(Session session, Request handshake) {
        return new Client(hub, spaces, session, Callers.kept(handshake));
    }

    /** Begins a server of these namespaces. */
    public static RealtimeDraft serving(Namespace... namespaces) {
        return new RealtimeDraft(List.of(namespaces));
    }

    /** Returns the routes of the server, to be mounted at the root. */
    public Routes routes() {
        return engine.routes(settings.path());
    }

    /**
     * Returns everybody in a namespace.
     *
     * @throws IllegalArgumentException where there is no such namespace at the moment
     */
    public Audience of(String namespace) {
        return spaces.find(Names.namespace(namespace))
                .map(Space::everybody)
                .orElseThrow(() -> new IllegalArgumentException("there is no namespace " + namespace));
    }

    /** Returns everybody in the namespace {@code /}. */
    public Audience everybody() {
        return of("/");
    }

    /** Returns those in the rooms of the namespace {@code /}. */
    public Audience to(String... rooms) {
        return everybody().to(rooms);
    }

    /** Returns how many clients are connected, or are about to be. */
    public int clients() {
        return engine.count();
    }

    @Override
    public String name() {
        return "realtime";
    }

    /** Begins to look after sockets whose users may be revoked. */
    @Override
    public void start() {
        if (settings.authenticator().isPresent() && isWatching.compareAndSet(false, true)) {
            watchLater();
        }
    }

    private void watchLater() {
        engine.later(settings.recheck(), () -> Thread.startVirtualThread(this::watch));
    }

    private void watch() {
        var since = System.nanoTime() - settings.recheck().toNanos() / 2;
        try {
            for (var space : spaces.all()) {
                space.rooms().all().forEach(socket -> space.watch(socket, since));
            }
        } finally {
            if (isWatching.get()) {
                watchLater();
            }
        }
    }

    /** Takes no new clients, and lets those that are there go elsewhere, not all in the same moment. */
    @Override
    public void stopping() {
        var time = BETWEEN_FAREWELLS.multipliedBy(engine.count());
        engine.drain(time.compareTo(LONGEST_FAREWELL) < 0 ? time : LONGEST_FAREWELL);
    }

    /** Ends every connection. */
    @Override
    public void stop() {
        isWatching.set(false);
        engine.close();
        spaces.all().forEach(space -> space.adapter().close());
    }
}
