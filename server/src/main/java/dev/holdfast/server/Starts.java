package dev.holdfast.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Begins what event loops have to give away in the order in which it came, each on a virtual thread of its own.
 *
 * <p>The scheduler of virtual threads has a queue for each event loop, and may serve one of them as long as there is something in it. So
 * whichever thread begins takes what has waited longest. One thread at a time is on its way, and calls the next before it works
 * itself: to the scheduler a carrier has less to say than an event loop, which would wake another with each request.
 */
final class Starts {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isOnItsWay = new AtomicBoolean();

    void begin(Runnable work) {
        waiting.add(work);
        call();
    }

    private void call() {
        if (!isOnItsWay.get() && isOnItsWay.compareAndSet(false, true)) {
            try {
                Thread.startVirtualThread(this::runOldest);
            } catch (RuntimeException | Error failure) {
                isOnItsWay.set(false);
                throw failure;
            }
        }
    }

    private void runOldest() {
        isOnItsWay.set(false);
        var oldest = waiting.poll();
        if (!waiting.isEmpty()) {
            call();
        }
        if (oldest != null) {
            oldest.run();
        }
    }
}
