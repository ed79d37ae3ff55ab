package dev.holdfast.realtime;

import dev.holdfast.Permission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * One namespace as data: who may join it, and what answers its events. For callers who are signed in, unless it says otherwise.
 * Immutable: each step returns another.
 */
public final class Namespace {

    private final String name;
    private final Optional<Predicate<String>> matches;
    private Optional<Permission> permission = Optional.empty();
    private boolean isOpen;
    private List<SocketTask> admissions = List.of();
    private List<EventMiddleware> layers = List.of();
    private List<SocketTask> connected = List.of();
    private List<Leaving> disconnecting = List.of();
    private List<Leaving> disconnected = List.of();
    private List<EventListener> any = List.of();
    private List<BiConsumer<String, List<?>>> anyOutgoing = List.of();
    private Map<String, EventHandler> handlers = Map.of();
    private List<Class<?>> types = List.of();

    /** Something to do with a socket. */
    @FunctionalInterface
    public interface SocketTask {
        void accept(Socket socket) throws Exception;
    }

    /** Hears that a socket leaves, and why. */
    @FunctionalInterface
    public interface Leaving {
        void left(Socket socket, DisconnectReason reason) throws Exception;
    }

    /** Hears an event as it came. */
    @FunctionalInterface
    public interface EventListener {
        void heard(Event event) throws Exception;
    }

    /** Hears an event with what came with it bound to a type. */
    @FunctionalInterface
    public interface Listener<T> {
        void heard(Socket socket, T payload) throws Exception;
    }

    /** Answers an event with what came with it bound to a type. */
    @FunctionalInterface
    public interface Responder<T> {
        Ack answer(Socket socket, T payload) throws Exception;
    }

    private Namespace(String name, Optional<Predicate<String>> matches) {
        this.name = name;
        this.matches = matches;
    }

    private Namespace(Namespace from) {
        this(from.name, from.matches);
        permission = from.permission;
        isOpen = from.isOpen;
        admissions = from.admissions;
        layers = from.layers;
        connected = from.connected;
        disconnecting = from.disconnecting;
        disconnected = from.disconnected;
        any = from.any;
        anyOutgoing = from.anyOutgoing;
        handlers = from.handlers;
        types = from.types;
    }

    /** The namespace of that name; {@code /} is the one clients join that name none. */
    public static Namespace named(String name) {
        return new Namespace(Names.namespace(name), Optional.empty());
    }

    /** Every namespace whose name matches, made when somebody asks for it and forgotten when the last one has left. */
    public static Namespace matching(Predicate<String> names) {
        return new Namespace("", Optional.of(names));
    }

    /** Opens the namespace to everybody. */
    public Namespace open() {
        var changed = new Namespace(this);
        changed.isOpen = true;
        return changed;
    }

    /** Says by which permission the namespace may be joined. */
    public Namespace access(Permission who) {
        var changed = new Namespace(this);
        changed.permission = Optional.of(who);
        return changed;
    }

    /** Adds something that is done before a socket is connected, after what was added before; a problem keeps the socket out. */
    public Namespace admitting(SocketTask task) {
        var changed = new Namespace(this);
        changed.admissions = and(admissions, task);
        return changed;
    }

    /** Adds middleware around every event, inside what was added before. */
    public Namespace inside(EventMiddleware layer) {
        var changed = new Namespace(this);
        changed.layers = and(layers, layer);
        return changed;
    }

    /** Adds something that is done when a socket is connected, before its first event. */
    public Namespace connected(SocketTask task) {
        var changed = new Namespace(this);
        changed.connected = and(connected, task);
        return changed;
    }

    /** Adds who hears that a socket leaves, while it still is in its rooms. */
    public Namespace disconnecting(Leaving hears) {
        var changed = new Namespace(this);
        changed.disconnecting = and(disconnecting, hears);
        return changed;
    }

    /** Adds who hears that a socket has left. */
    public Namespace disconnected(Leaving hears) {
        var changed = new Namespace(this);
        changed.disconnected = and(disconnected, hears);
        return changed;
    }

    /** Says who hears an event; where the client asks, it is told {@link Ack#ok()} when that has returned. */
    public <T> Namespace on(String event, Class<T> type, Listener<? super T> listener) {
        return answering(event, type, (socket, payload) -> {
            listener.heard(socket, payload);
            return Ack.ok();
        });
    }

    /** Says who answers an event. */
    public <T> Namespace answering(String event, Class<T> type, Responder<? super T> responder) {
        return handling(
                event,
                heard -> responder.answer(heard.socket(), heard.arguments().only(type)));
    }

    /** Says who answers an event, as it came. */
    public Namespace handling(String event, EventHandler handler) {
        if (handlers.containsKey(event)) {
            throw new IllegalArgumentException("two handlers of \"" + event + "\" in one namespace");
        }
        var changed = new Namespace(this);
        var more = new HashMap<>(handlers);
        more.put(Names.listened(event), handler);
        changed.handlers = Map.copyOf(more);
        return changed;
    }

    /** Adds who hears every event, before its handler and whether it has one or not. */
    public Namespace onAny(EventListener listener) {
        var changed = new Namespace(this);
        changed.any = and(any, listener);
        return changed;
    }

    /** Adds who hears every event that is sent, its name and all of it, once however many it goes to. */
    public Namespace onAnyOutgoing(BiConsumer<String, List<?>> listener) {
        var changed = new Namespace(this);
        changed.anyOutgoing = and(anyOutgoing, listener);
        return changed;
    }

    String name() {
        return name;
    }

    Optional<Predicate<String>> matches() {
        return matches;
    }

    Optional<Permission> permission() {
        return permission;
    }

    boolean isOpen() {
        return isOpen;
    }

    List<SocketTask> admissions() {
        return admissions;
    }

    List<EventMiddleware> layers() {
        return layers;
    }

    List<SocketTask> connected() {
        return connected;
    }

    List<Leaving> disconnecting() {
        return disconnecting;
    }

    List<Leaving> disconnected() {
        return disconnected;
    }

    List<EventListener> any() {
        return any;
    }

    List<BiConsumer<String, List<?>>> anyOutgoing() {
        return anyOutgoing;
    }

    Map<String, EventHandler> handlers() {
        return handlers;
    }

    /** Returns what payloads are bound to. */
    List<Class<?>> types() {
        return types;
    }

    private static <T> List<T> and(List<T> list, T last) {
        var longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }
}
