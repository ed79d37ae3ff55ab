package dev.holdfast.accounts;

import dev.holdfast.Problem;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes and compares passwords on a few threads of their own, so that sign-ins never take the processors from other requests.
 *
 * <p>Threading: any number of threads may call; each waits for its result. When too many wait, the next is refused at once: 503
 * with Retry-After.
 */
public final class Passwords implements AutoCloseable {

    private static final int WAITING_PER_THREAD = 16;

    private final Bcrypt bcrypt;
    private final ThreadPoolExecutor threads;
    private final PasswordHash nobody;

    /**
     * Passwords hashed by bcrypt.
     *
     * @param cost the logarithm of the rounds, from 4 to 31; 12 is the house's default
     */
    public Passwords(int cost) {
        this.bcrypt = new Bcrypt(cost);
        var count = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        this.threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(count * WAITING_PER_THREAD),
                Thread.ofPlatform().daemon().name("passwords-", 0).factory());
        this.nobody = bcrypt.ofNobody();
    }

    /** Returns the hash of a password. Takes about a fifth of a second at cost 12; call it outside of transactions. */
    public PasswordHash hash(Password password) {
        return onOwnThread(() -> bcrypt.hash(password.value()));
    }

    boolean matches(String password, PasswordHash hash) {
        return onOwnThread(() -> bcrypt.matches(password, hash));
    }

    /** Takes as long as comparing, so that the time of an answer does not tell whether a user exists. */
    void matchNobody(String password) {
        var _ = onOwnThread(() -> bcrypt.matches(password, nobody));
    }

    private <T> T onOwnThread(Callable<T> work) {
        try {
            return threads.submit(work).get();
        } catch (RejectedExecutionException full) {
            throw Problem.unavailable("too many people are signing in at the moment", Duration.ofSeconds(2), full);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted", Duration.ofSeconds(1), interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("hashing failed", failure.getCause());
        }
    }

    /** Finishes what was begun and takes no more. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
