package dev.holdfast.ops;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One way out of the process, with a thread of its own: where it is blocked, the others go on.
 *
 * <p>Threading: any thread may offer and none is held up; everything is written by the one thread.
 */
final class Outlet {

    /** So many entries at most between two looks at what else there is to do. */
    private static final int ROUND = 8192;

    private final Waiting waiting;
    private final List<Target> targets;
    private volatile boolean isClosed;

    private Outlet(long most, List<Target> targets) {
        this.waiting = new Waiting(most);
        this.targets = targets;
    }

    /** An outlet that keeps at most so many bytes waiting. */
    static Outlet start(String name, long most, List<Target> targets) {
        var outlet = new Outlet(most, targets);
        Thread.ofPlatform().daemon().name(name).start(outlet::work);
        return outlet;
    }

    void offer(Entry.Told entry) {
        waiting.offer(entry);
    }

    /** Waits until what was offered so far is written; says whether it was within the time. */
    boolean flush(Duration time) {
        var reached = new CountDownLatch(1);
        waiting.offer(new Entry.Mark(reached));
        try {
            return reached.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes what is left, within the time, and ends the thread. */
    void close(Duration time) {
        flush(time);
        isClosed = true;
        waiting.offer(new Entry.Mark(new CountDownLatch(1)));
    }

    private void work() {
        while (!isClosed) {
            waiting.await();
            round();
        }
        round();
        targets.forEach(Target::close);
    }

    private void round() {
        for (var count = 0; count < ROUND; count++) {
            switch (waiting.take()) {
                case null -> {
                    settle();
                    return;
                }
                case Entry.Told told -> targets.forEach(target -> target.add(told));
                case Entry.Mark(var reached) -> {
                    settle();
                    reached.countDown();
                }
            }
        }
        settle();
    }

    private void settle() {
        var dropped = waiting.dropped();
        for (var target : targets) {
            target.missing(dropped);
            target.write();
        }
    }
}
