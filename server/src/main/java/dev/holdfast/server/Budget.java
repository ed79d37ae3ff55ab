package dev.holdfast.server;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of memory requests and large answers take. Threading: any. */
final class Budget {

    private final long most;
    private final AtomicLong bytes = new AtomicLong();

    Budget(long most) {
        this.most = most;
    }

    /** Adds something; false where that is too much. One alone always has room. */
    boolean reserve(long more) {
        var before = bytes.getAndUpdate(now -> now == 0 || now + more <= most ? now + more : now);
        return before == 0 || before + more <= most;
    }

    void release(long less) {
        bytes.addAndGet(-less);
    }
}
