package dev.holdfast.accounts;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does beside the requests what must not show in the time of their answers. It holds so much and no more: what is too much is
 * logged and not done.
 */
final class Background implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    /** Long enough for an answer to leave: the processor would tell by its time what is done beside it. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final int MOST_WAITING = 1_000;
    private static final long DRAIN_SECONDS = 5;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("accounts-", 0).factory());

    /** Does something when the answer to the request has left; its failure is logged. */
    void soon(String what, Runnable work) {
        var from = System.nanoTime() + PAUSE.toNanos();
        try {
            thread.execute(() -> {
                try {
                    LockSupport.parkNanos(from - System.nanoTime());
                    work.run();
                } catch (RuntimeException failure) {
                    LOG.error("{} failed", what, failure);
                }
            });
        } catch (RejectedExecutionException _) {
            LOG.warn("{} was not done: too much waits already, or the program is closing", what);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn(
                        "{} things were not done before the end",
                        thread.shutdownNow().size());
            }
        } catch (InterruptedException _) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
