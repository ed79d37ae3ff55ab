package dev.holdfast.server;

import dev.holdfast.Telemetry;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Calls to one listener, one after the other and in order, on virtual threads that exist only while there is something to call.
 *
 * <p>Threading: any thread may add; too many that wait are reported, so that their source can be stopped.
 */
final class SerialCalls {

    /** Something to call. */
    @FunctionalInterface
    interface Call {
        void make() throws Exception;
    }

    private static final int MANY = 16;
    private static final int FEW = 4;

    private final ArrayDeque<Call> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Telemetry telemetry;
    private final Consumer<Boolean> tooMany;
    private boolean running;
    private boolean stopped;

    /**
     * Calls that report their failures.
     *
     * @param tooMany told true when many calls wait, and false when few do again
     */
    SerialCalls(Telemetry telemetry, Consumer<Boolean> tooMany) {
        this.telemetry = telemetry;
        this.tooMany = tooMany;
    }

    void add(Call call) {
        lock.lock();
        try {
            waiting.add(call);
            if (!stopped && waiting.size() >= MANY) {
                stopped = true;
                tooMany.accept(true);
            }
            if (!running) {
                running = true;
                Thread.startVirtualThread(this::work);
            }
        } finally {
            lock.unlock();
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

    private @org.jspecify.annotations.Nullable Call next() {
        lock.lock();
        try {
            var call = waiting.poll();
            running = call != null;
            if (stopped && waiting.size() <= FEW) {
                stopped = false;
                tooMany.accept(false);
            }
            return call;
        } finally {
            lock.unlock();
        }
    }
}
