package dev.holdfast.server;

import dev.holdfast.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Calls to one listener, one after the other and in order, on virtual threads that exist only while there is something to call.
 *
 * <p>Threading: any thread may add; too much that waits is reported, so that its source can be stopped.
 */
final class SerialCalls {

    /** Something to call. */
    @FunctionalInterface
    interface Call {
        void make() throws Exception;
    }

    /** What brings the calls. */
    @FunctionalInterface
    interface Source {

        /** Says whether so much waits that no more should come. */
        void tooMuch(boolean waits);
    }

    private static final int MANY = 16;
    private static final int FEW = 4;
    private static final int MUCH = 64 * 1024;

    private static final class Waiting {
        private final Call call;
        private final int bytes;
        private @Nullable Waiting next;

        Waiting(Call call, int bytes) {
            this.call = call;
            this.bytes = bytes;
        }
    }

    private final Starts starts;
    private final Telemetry telemetry;
    private final Source source;
    private @Nullable Waiting first;
    private @Nullable Waiting last;
    private int calls;
    private long bytes;
    private boolean running;
    private boolean stopped;

    /** Calls that report their failures. */
    SerialCalls(Starts starts, Telemetry telemetry, Source source) {
        this.starts = starts;
        this.telemetry = telemetry;
        this.source = source;
    }

    void add(Call call) {
        add(call, 0);
    }

    /**
     * Makes a call when those before it are over.
     *
     * @param size how many bytes it keeps until then
     */
    synchronized void add(Call call, int size) {
        var added = new Waiting(call, size);
        if (last == null) {
            first = added;
        } else {
            last.next = added;
        }
        last = added;
        calls++;
        bytes += size;
        if (!stopped && (calls >= MANY || bytes >= MUCH)) {
            stopped = true;
            source.tooMuch(true);
        }
        if (!running) {
            running = true;
            starts.begin(this::work);
        }
    }

    private void work() {
        for (var call = next(); call != null; call = next()) {
            try {
                call.make();
            } catch (Throwable failure) {
                telemetry.failed("a socket's listener", failure);
            }
        }
    }

    private synchronized @Nullable Call next() {
        var taken = first;
        if (taken == null) {
            running = false;
            return null;
        }
        first = taken.next;
        if (first == null) {
            last = null;
        }
        calls--;
        bytes -= taken.bytes;
        if (stopped && calls <= FEW && bytes < MUCH) {
            stopped = false;
            source.tooMuch(false);
        }
        return taken.call;
    }
}
