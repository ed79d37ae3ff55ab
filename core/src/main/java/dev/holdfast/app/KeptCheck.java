package dev.holdfast.app;

import dev.holdfast.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A check whose result is kept for a moment, so that those who ask often do not become a load of their own. */
final class KeptCheck {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.health");
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /**
     * What a check has found.
     *
     * @param at when, by the clock of {@code System.nanoTime}
     */
    private record Result(boolean holds, long at) {}

    private final Health.Check check;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Result result = new Result(true, System.nanoTime() - FRESH.toNanos() - 1);

    KeptCheck(Health.Check check) {
        this.check = check;
    }

    /** Says whether the check holds; who comes while another asks is told what was found before. */
    boolean holds() {
        if (System.nanoTime() - result.at() > FRESH.toNanos() && asking.tryLock()) {
            try {
                result = new Result(ask(), System.nanoTime());
            } finally {
                asking.unlock();
            }
        }
        return result.holds();
    }

    private boolean ask() {
        try {
            ScopedValue.where(Deadline.CURRENT, Deadline.in(PATIENCE)).call(() -> {
                check.probe().ask();
                return true;
            });
            return changed(true, null);
        } catch (Exception failure) {
            return changed(false, failure);
        }
    }

    /** A check that keeps failing is told once, and so is its recovery. */
    private boolean changed(boolean holds, @Nullable Exception failure) {
        if (holds != result.holds()) {
            LOG.warn("{} {}", check.name(), holds ? "is back" : "is away", failure);
        }
        return holds;
    }
}
