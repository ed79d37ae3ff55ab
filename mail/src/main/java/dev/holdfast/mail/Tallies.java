package dev.holdfast.mail;

import java.util.concurrent.atomic.LongAdder;

/** Counts what an outbox does. */
final class Tallies {

    final LongAdder sent = new LongAdder();
    final LongAdder retried = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder failedAtTheEnd = new LongAdder();
    final LongAdder dropped = new LongAdder();

    OutboxStatistics with(long waiting) {
        return new OutboxStatistics(sent.sum(), waiting, retried.sum(), failed.sum(), dropped.sum());
    }
}
