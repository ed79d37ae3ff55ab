package dev.holdfast.accounts;

import dev.holdfast.Problem;
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
 * refused.
 */
final class Background implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    /** Long enough for an answer to leave: the processor would tell by its time what is done beside it. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int MOST_WAITING = 1_000;
    private static final long DRAIN_SECONDS = 5;

    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofVirtual().name("accounts-", 0).factory());

    /**
     * Does something when the answer to the request has left; its failure is logged.
     *
     * @throws Problem of kind unavailable where too much waits already
     */
    void soon(String what, Runnable work) {
        if (!isTaken(what, work)) {
            throw Problem.unavailable("there is too much to do at the moment", AGAIN, null);
        }
    }

    /** Does something that nobody misses where too much waits already. */
    void atLeisure(String what, Runnable work) {
        if (!isTaken(what, work)) {
            LOG.debug("{} was not done: too much waits already", what);
        }
    }

    private boolean isTaken(String what, Runnable work) {
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
            return true;
        } catch (RejectedExecutionException _) {
            return false;
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
