package dev.holdfast.realtime;

import dev.holdfast.limit.Quota;

/** How many events one connection has left; they come back one by one. Threading: one thread at a time. */
final class Pace {

    private long emptyAt;
    private long refused;

    Pace(long now) {
        this.emptyAt = now;
    }

    /** Counts an event; returns false where there is none left. */
    boolean take(Quota quota, long now) {
        if (quota.isOff()) {
            return true;
        }
        var window = quota.per().toNanos();
        var each = window / quota.requests();
        emptyAt = Math.max(emptyAt, now);
        if (emptyAt - now > window - each) {
            refused++;
            return false;
        }
        refused = 0;
        emptyAt += each;
        return true;
    }

    /** Says whether the connection goes on as if it had not been told. */
    boolean isDeaf(Quota quota) {
        return refused > quota.requests();
    }
}
