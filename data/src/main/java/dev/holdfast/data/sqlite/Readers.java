package dev.holdfast.data.sqlite;

import dev.holdfast.Problem;
import dev.holdfast.data.sql.Gateway.Reach;
import dev.holdfast.data.sql.Gateway.Work;
import dev.holdfast.data.sql.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The connections that read, so many at once and no more.
 *
 * <p>Threading: any thread calls. A read that may be long runs on a platform thread while a virtual caller parks, because
 * native code holds the carrier it runs on.
 */
final class Readers {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<Session> sessions;
    private final Deque<Session> idle;
    private final Semaphore permits;
    private final ExecutorService threads;
    private final ReadsRun place;
    private volatile boolean closed;

    Readers(List<Session> sessions, ReadsRun place) {
        this.sessions = List.copyOf(sessions);
        this.idle = new ConcurrentLinkedDeque<>(sessions);
        this.permits = new Semaphore(sessions.size(), true);
        this.place = place;
        this.threads = Executors.newFixedThreadPool(
                sessions.size(),
                Thread.ofPlatform().name("holdfast-sqlite-reader-", 1).daemon().factory());
    }

    <R> R read(Reach reach, Work<R> work, Duration left) throws SQLException {
        var end = System.nanoTime() + left.toNanos();
        acquire(left);
        if (Thread.currentThread().isVirtual() && place.handsOver(reach)) {
            return elsewhere(work, left, end);
        }
        try {
            return run(work, end);
        } finally {
            permits.release();
        }
    }

    /** The permit goes with the work: a caller that leaves does not free a connection that is still at work. */
    private <R> R elsewhere(Work<R> work, Duration left, long end) throws SQLException {
        var reply = new Reply<R>();
        threads.execute(() -> {
            try {
                if (reply.begin()) {
                    reply.succeed(run(work, end));
                }
            } catch (SQLException | RuntimeException | Error failure) {
                reply.fail(failure);
            } finally {
                permits.release();
            }
        });
        return reply.await(left);
    }

    private <R> R run(Work<R> work, long end) throws SQLException {
        var session = idle.pop();
        try {
            session.endsAt(end);
            return work.on(session);
        } finally {
            idle.push(session);
        }
    }

    private void acquire(Duration left) {
        if (closed) {
            throw Problem.unavailable("the database is closing", PATIENCE, null);
        }
        try {
            var patience = Math.min(left.toNanos(), PATIENCE.toNanos());
            if (!permits.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                throw Problem.unavailable("the database has more to read than it can", PATIENCE, null);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the caller was interrupted", PATIENCE, stopped);
        }
    }

    int busy() {
        return sessions.size() - permits.availablePermits();
    }

    int size() {
        return sessions.size();
    }

    /** Refuses new reads, and waits for those at work, for so long at most. */
    void close(Duration atMost) throws InterruptedException {
        closed = true;
        if (!permits.tryAcquire(sessions.size(), atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            permits.drainPermits();
        }
        threads.shutdown();
    }
}
