package dev.holdfast.server;

import dev.holdfast.app.Limits;
import java.time.Duration;

/**
 * How long the server still waits for the client of one connection. Time runs from the first look at what the client is about, so
 * that a deadline may come a pause between two looks too late, and never too early, and a busy connection reads no clock.
 *
 * <p>Threading: the connection's event loop.
 */
final class Patience {

    private static final Duration LEAVING_TIME = Duration.ofSeconds(2);
    private static final Duration QUIET_TIME = Duration.ofSeconds(1);
    private static final int QUIET_ROUNDS = 2;

    private final Limits limits;
    private Stage stage = Stage.IDLE;
    private boolean isSeen;
    private long since;
    private long bodyEnd;
    private long came;
    private int quietRounds;

    Patience(Limits limits) {
        this.limits = limits;
    }

    /** What the client is about, whether or not a request of it is under way; each has its own deadline. */
    enum Stage {
        IDLE,
        HEAD,
        BODY,
        LEAVING
    }

    /** What to do about a client. */
    enum Verdict {
        WAIT,
        CLOSE,
        REFUSE
    }

    boolean isAt(Stage other) {
        return stage == other;
    }

    void enter(Stage next) {
        stage = next;
        renew();
    }

    /** Begins the stage again, for a client that was not read from. */
    void renew() {
        isSeen = false;
        came = 0;
        quietRounds = 0;
    }

    /** Part of a body has come. */
    void came(int bytes) {
        came += bytes;
    }

    /** Looks, and says what to do. */
    Verdict verdict() {
        var now = System.nanoTime();
        if (!isSeen) {
            isSeen = true;
            since = now;
            bodyEnd = now + limits.bodyTime().toNanos();
        }
        var waited = now - since;
        return switch (stage) {
            case IDLE -> waited > limits.idleTime().toNanos() ? Verdict.CLOSE : Verdict.WAIT;
            case LEAVING -> waited > LEAVING_TIME.toNanos() ? Verdict.CLOSE : Verdict.WAIT;
            case HEAD -> waited > limits.headTime().toNanos() ? Verdict.REFUSE : Verdict.WAIT;
            case BODY -> now - bodyEnd(now) > 0 ? Verdict.REFUSE : Verdict.WAIT;
        };
    }

    /** Each byte earns time, and none of it is kept longer than a client may stall anyway. */
    private long bodyEnd(long now) {
        var earned = (long) (came * (double) Duration.ofSeconds(1).toNanos() / limits.bodyRate());
        came = 0;
        bodyEnd = Math.max(
                bodyEnd, Math.min(bodyEnd + earned, now + limits.writeStall().toNanos()));
        return bodyEnd;
    }

    /**
     * Says whether nothing has come for a moment. Asked once a round, after the verdict: between two of them the event loop has read
     * whatever had come, so that after a pause of the whole process no request is taken for silence.
     */
    boolean isQuiet() {
        return stage == Stage.IDLE && ++quietRounds > QUIET_ROUNDS && System.nanoTime() - since > QUIET_TIME.toNanos();
    }
}
