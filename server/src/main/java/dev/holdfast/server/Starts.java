package dev.holdfast.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Begins what event loops have to give away in the order in which it came, each on a virtual thread of its own.
 *
 * <p>The scheduler of virtual threads has a queue for each event loop, and may serve one of them as long as there is something in it. So
 * whichever thread begins takes what has waited longest.
 */
final class Starts {

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    void begin(Runnable work) {
        waiting.add(work);
        Thread.startVirtualThread(this::runOldest);
    }

    private void runOldest() {
        waiting.remove().run();
    }
}
