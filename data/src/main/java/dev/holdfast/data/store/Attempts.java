package dev.holdfast.data.store;

import dev.holdfast.data.DatabaseFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to reach a server that may not be up yet: a few times, with pauses that double, and one line in the log for each.
 *
 * @param most how often at most
 * @param pause how long to wait after the first failure
 */
public record Attempts(int most, Duration pause) {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /** What a program does when it starts. */
    public static final Attempts AT_START = new Attempts(5, Duration.ofMillis(500));

    /**
     * Returns what the first attempt returns that does not fail.
     *
     * @param server how to call the server in the log and in the failure; without a password
     * @param passing whether another attempt could do better after that failure
     * @throws DatabaseFailure where none does
     */
    public <R> R reach(String server, Callable<R> attempt, Predicate<Exception> passing) {
        for (var number = 1; ; number++) {
            try {
                return attempt.call();
            } catch (Exception failure) {
                if (!passing.test(failure)) {
                    throw failed("%s cannot be opened: %s".formatted(server, failure.getMessage()), failure);
                }
                if (number >= most) {
                    throw failed(
                            "%s cannot be reached, after %d attempts: %s".formatted(server, most, failure.getMessage()),
                            failure);
                }
                rest(server, number, failure);
            }
        }
    }

    private static DatabaseFailure failed(String message, Exception failure) {
        return failure instanceof DatabaseFailure said ? said : new DatabaseFailure(message, failure);
    }

    private void rest(String server, int number, Exception failure) {
        var wait = pause.multipliedBy(1L << (number - 1));
        LOG.warn(
                "{} cannot be reached (attempt {} of {}), trying again in {} ms: {}",
                server,
                number,
                most,
                wait.toMillis(),
                failure.getMessage());
        try {
            Thread.sleep(wait);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("the attempts to reach " + server + " were interrupted", stopped);
        }
    }
}
