package dev.holdfast.mail;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Tries to deliver letters, a few at a time.
 *
 * <p>Threading: any number of threads; each waits for its turn, so that one mail that takes long does not hold up the others.
 */
final class Attempts {

    /** So many tries a letter has, within about two hours. */
    static final int MOST = 10;

    private static final int AT_A_TIME = 4;
    private static final int GROWTH = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Transport transport;
    private final Semaphore turns = new Semaphore(AT_A_TIME, true);

    Attempts(Transport transport) {
        this.transport = transport;
    }

    Attempt make(Letter letter) throws InterruptedException {
        turns.acquire();
        try {
            transport.deliver(letter);
            return new Attempt.Delivered();
        } catch (Refusal refusal) {
            return new Attempt.Refused(Reason.of(refusal, letter.mail()));
        } catch (Throwable failure) {
            return new Attempt.Failed(Reason.of(failure, letter.mail()));
        } finally {
            turns.release();
        }
    }

    /** Returns how long a letter waits after so many tries. */
    static Duration pauseAfter(int tries) {
        var pause = FIRST_PAUSE;
        for (var past = 1; past < tries && pause.compareTo(LONGEST_PAUSE) < 0; past++) {
            pause = pause.multipliedBy(GROWTH);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
