package dev.holdfast.data.sqlite;

import dev.holdfast.Problem;
import dev.holdfast.data.sql.Gateway.Work;
import dev.holdfast.data.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever waits is stored as one transaction, and every caller hears of it when that has
 * reached the disk: the more callers there are, the more share one flush.
 *
 * <p>Threading: any thread hands over work; only the writer's own thread touches its connection, so neither a lock
 * inside SQLite nor a flush ever holds a carrier of virtual threads.
 */
final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_WAITING = 1_024;
    private static final int MOST_AT_ONCE = 256;
    private static final String CLOSING = "the database is closing";

    private final Mailbox<Step> steps = new Mailbox<>(MOST_WAITING);
    private final Commits commits;
    private final Solo solo;
    private final Thread thread;
    private volatile boolean closing;

    Writer(Session session, Duration transactionLimit) {
        commits = new Commits(session);
        solo = new Solo(session, commits, transactionLimit);
        thread = Thread.ofPlatform().name("holdfast-sqlite-writer").daemon().unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** Does the work, stores what it wrote, and returns when that has reached the disk. */
    <R> R write(Work<R> work, Duration left) throws SQLException {
        var unit = new Step.Unit<>(work, System.nanoTime() + left.toNanos());
        steps.offer(unit);
        return unit.reply().await(left);
    }

    /** Queues a transaction, which hears when the connection is its own. */
    void alone(Transaction transaction) {
        steps.offer(new Step.Alone(transaction));
    }

    Commits commits() {
        return commits;
    }

    int queued() {
        return steps.size();
    }

    boolean alive() {
        return thread.isAlive() && !closing;
    }

    /** Refuses new work, and waits for what was accepted, for so long at most. */
    void close(Duration atMost) throws InterruptedException {
        closing = true;
        try {
            steps.offer(new Step.Wake());
        } catch (Problem full) {
            LOG.debug("the writer is awake anyway", full);
        }
        steps.refuse(CLOSING);
        thread.join(atMost);
    }

    private void work() {
        try {
            while (!closing || steps.size() > 0) {
                var step = steps.take(System.nanoTime() + Duration.ofSeconds(1).toNanos());
                if (step != null) {
                    serve(step);
                }
            }
        } catch (InterruptedException stopped) {
            LOG.warn("the writer was interrupted", stopped);
        } catch (RuntimeException | Error failure) {
            LOG.error("the writer has failed, and nothing can be stored any more", failure);
        } finally {
            var late = Problem.unavailable(CLOSING, Duration.ofSeconds(1), null);
            steps.shut(CLOSING).forEach(step -> step.refuse(late));
        }
    }

    private void serve(Step first) throws InterruptedException {
        switch (first) {
            case Step.Unit<?> unit -> commits.store(batch(unit));
            case Step.Alone(var transaction) -> solo.serve(transaction);
            case Step.Wake _ -> LOG.debug("the writer was woken");
            case Step.Words _, Step.Finish _ -> first.refuse(new IllegalStateException("there is no transaction"));
        }
    }

    private List<Step.Unit<?>> batch(Step.Unit<?> first) {
        var batch = new ArrayList<Step.Unit<?>>();
        batch.add(first);
        while (batch.size() < MOST_AT_ONCE && steps.peek() instanceof Step.Unit<?> next) {
            steps.poll();
            batch.add(next);
        }
        return batch;
    }
}
