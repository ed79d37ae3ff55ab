package dev.holdfast.mail;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mails on their way out: kept in memory, delivered beside the requests, and tried again while the mail server is away. What
 * waits when the process dies is lost.
 *
 * <p>Threading: any thread may send, and none is held up. Each mail has a virtual thread of its own that waits between its tries; a
 * few of them are at the mail server at a time.
 */
public final class Outbox implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.mail");

    private static final int ROOM = 1_000;
    private static final Duration LAST_TRIES = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Attempts attempts;
    private final InstantSource clock;
    private final Pause pause;
    private final Semaphore room = new Semaphore(ROOM);
    private final CountDownLatch end = new CountDownLatch(1);
    private final Tallies tallies = new Tallies();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mail-", 0).factory());

    Outbox(Transport transport, InstantSource clock, Pause pause) {
        this.attempts = new Attempts(transport);
        this.clock = clock;
        this.pause = pause;
    }

    /** An outbox for a mail server that speaks SMTP; it is asked for the first time when there is a mail. */
    public static Outbox smtp(MailSettings settings) {
        return new Outbox(new SmtpTransport(settings), InstantSource.system(), Pause.REAL);
    }

    /** {@inheritDoc} Where a thousand wait already, the mail is dropped, which is logged and counted. */
    @Override
    public void send(Mail mail) {
        var letter = Letter.of(mail, clock.instant());
        if (!room.tryAcquire()) {
            drop(mail, ROOM + " wait already; is the mail server away?");
            return;
        }
        try {
            threads.execute(() -> carry(letter));
        } catch (RejectedExecutionException _) {
            room.release();
            drop(mail, "the program is ending");
        }
    }

    /** Returns what was done so far and what waits. */
    public OutboxStatistics statistics() {
        return tallies.with(ROOM - room.availablePermits());
    }

    /** Tries once more, for a few seconds in all, whatever waits; what is left then is given up, and the log says how many. */
    @Override
    public void close() {
        end.countDown();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_TRIES.toNanos(), TimeUnit.NANOSECONDS)) {
                threads.shutdownNow();
                var _ = threads.awaitTermination(LAST_WORDS.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException _) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        var left = tallies.failedAtTheEnd.sumThenReset() + ROOM - room.availablePermits();
        if (left > 0) {
            LOG.warn("{} mails were given up, since the program ends", left);
        }
    }

    private void carry(Letter letter) {
        try {
            var tries = 1;
            while (!isDone(attempts.make(letter), letter.mail(), tries)) {
                tallies.retried.increment();
                pause.await(Attempts.pauseAfter(tries), end);
                tries++;
            }
        } catch (InterruptedException _) {
            fail(letter.mail(), "was given up: the program ends");
        } finally {
            room.release();
        }
    }

    private boolean isDone(Attempt attempt, Mail mail, int tries) {
        switch (attempt) {
            case Attempt.Delivered() -> {
                tallies.sent.increment();
                LOG.debug("{} was sent", mail);
            }
            case Attempt.Refused(var reason) -> fail(mail, "was refused: " + reason);
            case Attempt.Failed(var reason) -> {
                if (tries < Attempts.MOST && end.getCount() > 0) {
                    var seconds = Attempts.pauseAfter(tries).toSeconds();
                    LOG.warn("{} waits {}s after try {} of {}: {}", mail, seconds, tries, Attempts.MOST, reason);
                    return false;
                }
                fail(mail, "was given up after try " + tries + ": " + reason);
            }
        }
        return true;
    }

    private void fail(Mail mail, String what) {
        tallies.failed.increment();
        if (end.getCount() == 0) {
            tallies.failedAtTheEnd.increment();
        }
        LOG.warn("{} {}", mail, what);
    }

    private void drop(Mail mail, String why) {
        tallies.dropped.increment();
        LOG.warn("{} was dropped: {}", mail, why);
    }
}
