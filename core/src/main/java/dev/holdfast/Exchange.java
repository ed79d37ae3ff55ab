package dev.holdfast;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one request for the sake of diagnosis: logs, metrics, error reports. Business code does not read it.
 *
 * <p>Threading: one thread at a time changes it, and each handover between threads orders what was written before;
 * times may be added by any thread.
 */
public final class Exchange {

    /** The exchange of the request the current thread is working for, where there is one. */
    public static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

    /** What a request may spend its time on. */
    public enum Part {
        /** Between the last byte of the request and the first instruction of its thread. */
        QUEUE,
        /** In a database. */
        DATABASE,
        /** In a cache. */
        CACHE,
        /** In other services. */
        CALLS
    }

    private static final int PARTS = Part.values().length;

    private final long started = System.nanoTime();
    private final AtomicLongArray spent = new AtomicLongArray(PARTS);
    private final String method;
    private final String path;

    private InetAddress client;
    private String requestId = "";
    private String route = "";
    private Map<String, String> parameters = Map.of();
    private Caller caller = new Caller.Visitor();
    private List<Allowance> allowances = List.of();
    private String turnedAway = "";
    private long lateness;
    private int status;
    private long bytesIn;
    private long bytesOut;
    private @Nullable Throwable failure;
    private boolean isDone;
    private long ended;

    /** An exchange that begins now. */
    public Exchange(String method, String path, InetAddress client) {
        this.method = method;
        this.path = path;
        this.client = client;
    }

    /** Adds time to a part of the current exchange; does nothing where there is none. */
    public static void spent(Part part, long nanos) {
        if (CURRENT.isBound()) {
            CURRENT.get().add(part, nanos);
        }
    }

    /**
     * Does the work and adds its time to a part of the current exchange.
     *
     * @throws X what the work throws
     */
    public static <R extends @Nullable Object, X extends Throwable> R timed(
            Part part, ScopedValue.CallableOp<? extends R, X> work) throws X {
        var began = System.nanoTime();
        try {
            return work.call();
        } finally {
            spent(part, System.nanoTime() - began);
        }
    }

    /** Adds time in nanoseconds. */
    public void add(Part part, long nanos) {
        spent.addAndGet(part.ordinal(), nanos);
    }

    /** Returns the nanoseconds spent on a part so far. */
    public long nanos(Part part) {
        return spent.get(part.ordinal());
    }

    /** Returns the moment of {@link System#nanoTime()} at which the exchange began. */
    public long began() {
        return started;
    }

    /** Returns the nanoseconds since the exchange began; when it is done, those it took. */
    public long age() {
        return (isDone ? ended : System.nanoTime()) - started;
    }

    /** Notes that this was all: from here on nothing of it changes. */
    public void done() {
        ended = System.nanoTime();
        isDone = true;
    }

    public String method() {
        return method;
    }

    /** Returns the path as sent, without the query. */
    public String path() {
        return path;
    }

    /** Returns the address of the client; that of the peer until it is known for whom the peer speaks. */
    public InetAddress client() {
        return client;
    }

    /** Notes for whom the peer speaks. */
    public void client(InetAddress address) {
        client = address;
    }

    /** Returns the nanoseconds between the moment a thread could have begun to work and the moment it did. */
    public long lateness() {
        return lateness;
    }

    /** Notes how late work on the request began, in nanoseconds. */
    public void late(long nanos) {
        lateness = nanos;
    }

    /** Returns the id under which this request is found in every log; empty until it has one. */
    public String requestId() {
        return requestId;
    }

    /** Notes the id of the request. */
    public void requestId(String id) {
        requestId = id;
    }

    /** Returns the template of the route, as in {@code /users/{id}}; empty where no route matched. */
    public String route() {
        return route;
    }

    /** Returns the decoded values of the path parameters, in the order of the route; empty where no route matched. */
    public Map<String, String> parameters() {
        return parameters;
    }

    /** Notes the route that was found, and the values of its path parameters, which must not change. */
    public void route(String template, Map<String, String> values) {
        route = template;
        parameters = values;
    }

    public Caller caller() {
        return caller;
    }

    /** Notes who is asking. */
    public void caller(Caller who) {
        caller = who;
    }

    /** Returns what each limit had to say about the request, in the order they were asked. */
    public List<Allowance> allowances() {
        return allowances;
    }

    /** Notes what a limit has to say, in place of what it has said before. */
    public void allowed(Allowance allowance) {
        if (allowances.isEmpty()) {
            allowances = List.of(allowance);
        } else {
            var more = new ArrayList<>(allowances);
            more.removeIf(before -> before.limit().equals(allowance.limit()));
            more.add(allowance);
            allowances = List.copyOf(more);
        }
    }

    /** Returns why the request was turned away unheard: the name of a limit, or {@code overload}; empty where it was not. */
    public String turnedAway() {
        return turnedAway;
    }

    /** Notes why the request was turned away. */
    public void turnedAway(String why) {
        turnedAway = why;
    }

    /** Returns the status that was sent; 0 where the connection broke before. */
    public int status() {
        return status;
    }

    /** Returns the bytes of the body that arrived. */
    public long bytesIn() {
        return bytesIn;
    }

    /** Notes how many bytes of a body arrived. */
    public void received(long bytes) {
        bytesIn = bytes;
    }

    /** Returns the bytes that left, head included. */
    public long bytesOut() {
        return bytesOut;
    }

    /** Notes what was sent. */
    public void sent(int answered, long bytes) {
        status = answered;
        bytesOut = bytes;
    }

    /** Returns what went wrong, where something did. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Notes what went wrong. */
    public void failure(Throwable what) {
        failure = what;
    }

    /** Returns everything for people, in one line that holds nothing a terminal would obey. */
    @Override
    public String toString() {
        return ExchangeLine.of(this);
    }
}
