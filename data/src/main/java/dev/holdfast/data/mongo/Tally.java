package dev.holdfast.data.mongo;

import java.util.concurrent.atomic.LongAdder;

/** Counts what was stored. */
final class Tally {

    private final LongAdder commits = new LongAdder();
    private final LongAdder writes = new LongAdder();

    /** Counts one commit of so many pieces of work. */
    void stored(long pieces) {
        commits.increment();
        writes.add(pieces);
    }

    long commits() {
        return commits.sum();
    }

    long writes() {
        return writes.sum();
    }
}
