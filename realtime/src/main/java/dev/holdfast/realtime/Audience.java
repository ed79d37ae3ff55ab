package dev.holdfast.realtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Those sockets of a namespace that are in some rooms and not in others, to be sent something. Immutable: each step returns another
 * audience. The id of a socket names a room in which it is alone.
 *
 * <p>Threading: any number of threads; only {@code ask} blocks.
 */
public final class Audience {

    private final Space space;
    private final Target target;
    private final Duration time;

    Audience(Space space, Target target, Duration time) {
        this.space = space;
        this.target = target;
        this.time = time;
    }

    private Audience with(Target other) {
        return new Audience(space, other, time);
    }

    /** Returns those in the rooms, beside those in rooms named before; a socket in several is still one. */
    public Audience to(String... rooms) {
        return with(target.and(rooms));
    }

    /** The same as {@link #to}. */
    public Audience in(String... rooms) {
        return to(rooms);
    }

    /** Returns them without those in the rooms. */
    public Audience except(String... rooms) {
        return with(target.without(rooms));
    }

    /** Returns them for what is better lost than late: who cannot take it at once does not get it. */
    public Audience asVolatile() {
        return with(target.asVolatile());
    }

    /** Returns them for what is not worth compressing. */
    public Audience uncompressed() {
        return with(target.unpacked());
    }

    /** Returns those of them that are on this server. */
    public Audience local() {
        return with(target.local());
    }

    /** Returns them with another time to acknowledge in. */
    public Audience timeout(Duration toAcknowledge) {
        return new Audience(space, target, toAcknowledge);
    }

    /**
     * Sends an event.
     *
     * @param values what goes with it: anything that is written as JSON, and byte arrays as they are, however deep
     * @throws IllegalArgumentException where the name is reserved
     * @throws IllegalStateException where a value cannot be written
     */
    public void emit(String event, @Nullable Object... values) {
        var all = Names.event(event, values);
        space.heardOutgoing(event, all);
        space.adapter().broadcast(all, target);
    }

    /**
     * Sends an event, asks everybody for an acknowledgement and waits for all of them; of nobody, an empty list.
     *
     * @throws NoAnswer where somebody does not answer in time; it holds the answers of the others
     */
    public List<Arguments> ask(String event, @Nullable Object... values) {
        var all = Names.event(event, values);
        space.heardOutgoing(event, all);
        var poll = new Poll();
        space.adapter().ask(all, target, poll);
        return poll.await();
    }

    /** Returns the sockets, as they are now. */
    public List<RemoteSocket> sockets() {
        return space.adapter().sockets(target);
    }

    /** Adds them to rooms. */
    public void join(String... rooms) {
        space.adapter().joinAll(target, Names.rooms(rooms));
    }

    /** Takes them out of rooms. */
    public void leave(String... rooms) {
        space.adapter().leaveAll(target, Set.copyOf(List.of(rooms)));
    }

    /**
     * Puts them out of the namespace.
     *
     * @param close whether their connections end too
     */
    public void disconnect(boolean close) {
        space.adapter().disconnect(target, close);
    }

    /** The answers that have come. */
    private final class Poll implements Adapter.Answers {

        private final List<Arguments> answers = new ArrayList<>();
        private final CompletableFuture<List<Arguments>> complete = new CompletableFuture<>();
        private final java.util.concurrent.locks.ReentrantLock lock = new java.util.concurrent.locks.ReentrantLock();
        private int expected;

        @Override
        public void asked(int clients) {
            change(() -> expected += clients);
        }

        @Override
        public void answered(Arguments values) {
            change(() -> answers.add(values));
        }

        private void change(Runnable work) {
            lock.lock();
            try {
                work.run();
                if (answers.size() == expected) {
                    complete.complete(List.copyOf(answers));
                }
            } finally {
                lock.unlock();
            }
        }

        List<Arguments> await() {
            try {
                return complete.get(time.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException _) {
                throw missing();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw missing();
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        private NoAnswer missing() {
            lock.lock();
            try {
                return new NoAnswer("the operation has timed out", answers);
            } finally {
                lock.unlock();
            }
        }
    }
}
