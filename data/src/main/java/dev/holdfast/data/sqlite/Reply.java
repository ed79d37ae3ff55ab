package dev.holdfast.data.sqlite;

import dev.holdfast.Problem;
import dev.holdfast.data.DatabaseFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one thread waits for while another works. A caller may leave as long as the work has not begun; then it never will.
 *
 * @param <R> what comes of it
 */
final class Reply<R> {

    private enum State {
        WAITING,
        BEGUN,
        LEFT
    }

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<R> result = new CompletableFuture<>();

    /** Says whether the caller is still there; from now on it stays to the end. */
    boolean begin() {
        return state.compareAndSet(State.WAITING, State.BEGUN);
    }

    void succeed(R value) {
        result.complete(value);
    }

    void fail(Throwable failure) {
        result.completeExceptionally(failure);
    }

    /** Waits for the work to begin until the end, and for work that has begun as long again. */
    R await(Duration left) throws SQLException {
        var interrupted = false;
        var end = System.nanoTime() + left.toNanos();
        var last = end + left.toNanos() + PAUSE.toNanos();
        try {
            while (true) {
                try {
                    return result.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (TimeoutException late) {
                    stay(last);
                    end = last;
                } catch (InterruptedException stopped) {
                    interrupted = true;
                    leave("the caller was interrupted", stopped);
                }
            }
        } catch (ExecutionException failed) {
            throw thrown(failed.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stay(long last) {
        leave("the database is busy", null);
        if (System.nanoTime() - last >= 0) {
            throw Problem.unavailable("the database did not answer: what was asked may be done or not", PAUSE, null);
        }
    }

    private void leave(String reason, @Nullable Throwable cause) {
        if (state.compareAndSet(State.WAITING, State.LEFT)) {
            throw Problem.unavailable(reason, PAUSE, cause);
        }
    }

    private static SQLException thrown(@Nullable Throwable failure) {
        return switch (failure) {
            case SQLException error -> error;
            case RuntimeException refused -> throw refused;
            case Error error -> throw error;
            case null -> throw new DatabaseFailure("the database failed without a reason", null);
            case Throwable other -> throw new DatabaseFailure("the database failed", other);
        };
    }
}
