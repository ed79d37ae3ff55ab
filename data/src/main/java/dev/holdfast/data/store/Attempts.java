package dev.holdfast.data.store;

import dev.holdfast.data.DatabaseFailure;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to reach a database that may start later than the program: a few times, with pauses that grow, and a line in the log for
 * each.
 *
 * @param most how often
 * @param pause how long the first pause is; each further one is twice as long
 */
public record Attempts(int most, Duration pause) {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    /** Five times, over eight seconds in all. */
    public static Attempts standard() {
        return new Attempts(5, Duration.ofMillis(500));
    }

    /**
     * One attempt.
     *
     * @param <R> what comes of it
     */
    @FunctionalInterface
    public interface Attempt<R> {

        /** Tries. */
        R make() throws Exception;
    }

    /**
     * Returns what the first attempt brings that succeeds.
     *
     * @param place what is to be reached, in words for people and without secrets
     * @param hopeful says of a failure whether another attempt could go better
     * @throws DatabaseFailure where none does, or the thread is interrupted
     */
    public <R> R reach(String place, Predicate<Exception> hopeful, Attempt<R> attempt) {
        var wait = pause;
        for (var number = 1; ; number++) {
            try {
                return attempt.make();
            } catch (Exception failure) {
                if (number >= most || !hopeful.test(failure)) {
                    throw new DatabaseFailure("%s cannot be reached: %s".formatted(place, reason(failure)), failure);
                }
                LOG.warn(
                        "{} cannot be reached: {} (attempt {} of {}, the next in {} ms)",
                        place,
                        reason(failure),
                        number,
                        most,
                        wait.toMillis());
                sleep(place, wait);
                wait = wait.multipliedBy(2);
            }
        }
    }

    private static String reason(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }

    private static void sleep(String place, Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("the wait for " + place + " was interrupted", stopped);
        }
    }
}
