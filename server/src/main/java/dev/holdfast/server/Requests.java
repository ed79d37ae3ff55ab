package dev.holdfast.server;

import java.util.concurrent.atomic.LongAdder;

/** Counts the requests of a server. Any number of threads. */
final class Requests {

    private final LongAdder begun = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder broken = new LongAdder();

    void begin() {
        begun.increment();
    }

    void end(boolean isAnswered) {
        (isAnswered ? answered : broken).increment();
    }

    long underWay() {
        return begun.sum() - answered.sum() - broken.sum();
    }

    long answered() {
        return answered.sum();
    }

    long broken() {
        return broken.sum();
    }
}
