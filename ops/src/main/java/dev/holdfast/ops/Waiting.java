package dev.holdfast.ops;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Entries that wait to be written, bounded by the memory they hold; the last eighth is kept for warnings and errors.
 *
 * <p>Threading: any thread may offer, and none is held up by it; one thread takes.
 */
final class Waiting {

    /** As long as a line may wait for others to be written with it. */
    private static final long GATHERING = Duration.ofMillis(20).toNanos();

    /** Enough to be worth a write: what waits any longer only lives long enough for the collector to copy it. */
    private static final long BATCH = 128 * 1024L;

    private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicLong weight = new AtomicLong();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final LongAdder droppedErrors = new LongAdder();
    private final LongAdder droppedOthers = new LongAdder();
    private final long most;
    private final long batch;
    private volatile @Nullable Thread taker;

    /** What was dropped for want of room. */
    record Dropped(long errors, long others) {}

    Waiting(long most) {
        this.most = most;
        this.batch = Math.min(BATCH, most / 2);
    }

    void offer(Entry.Told entry) {
        var own = entry.weight();
        var isUrgent = entry.level().isGreaterOrEqual(Level.WARN);
        var total = weight.addAndGet(own);
        if (total > (isUrgent ? most : most - most / 8)) {
            weight.addAndGet(-own);
            (entry.level().isGreaterOrEqual(Level.ERROR) ? droppedErrors : droppedOthers).increment();
            return;
        }
        entries.add(entry);
        var isBatch = total / batch > (total - own) / batch;
        if (isUrgent || isBatch || (asleep.get() && asleep.compareAndSet(true, false))) {
            LockSupport.unpark(taker);
        }
    }

    /** Adds a mark, whatever waits. */
    void offer(Entry.Mark mark) {
        entries.add(mark);
        LockSupport.unpark(taker);
    }

    /** Returns the oldest; null where nothing waits. */
    @Nullable Entry take() {
        var entry = entries.poll();
        if (entry instanceof Entry.Told told) {
            weight.addAndGet(-told.weight());
        }
        return entry;
    }

    /** Waits until there is something to take, and then a little for more. */
    void await() {
        taker = Thread.currentThread();
        asleep.set(true);
        while (entries.isEmpty()) {
            LockSupport.park(this);
            asleep.set(true);
        }
        asleep.set(false);
        LockSupport.parkNanos(this, GATHERING);
    }

    Dropped dropped() {
        return new Dropped(droppedErrors.sumThenReset(), droppedOthers.sumThenReset());
    }
}
