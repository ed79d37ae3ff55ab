package dev.holdfast.realtime;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The acknowledgements a client owes. Threading: any number of threads. */
final class PendingAnswers {

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Long, CompletableFuture<Arguments>> owed = new LinkedHashMap<>(4);

    /** Notes one more; where there are too many, the oldest is not waited for any more. */
    CompletableFuture<Arguments> owed(long id, int most) {
        var answer = new CompletableFuture<Arguments>();
        CompletableFuture<Arguments> given = null;
        lock.lock();
        try {
            owed.put(id, answer);
            if (owed.size() > most) {
                given = owed.pollFirstEntry().getValue();
            }
        } finally {
            lock.unlock();
        }
        if (given != null) {
            given.completeExceptionally(new IllegalStateException("too many answers are owed"));
        }
        return answer;
    }

    /** An answer has come; one that nobody waits for is passed over. */
    void answered(long id, Arguments values) {
        var answer = forget(id);
        if (answer != null) {
            answer.complete(values);
        }
    }

    /** The client has left, and owes nothing any more. */
    void fail() {
        List<CompletableFuture<Arguments>> all;
        lock.lock();
        try {
            all = List.copyOf(owed.values());
            owed.clear();
        } finally {
            lock.unlock();
        }
        all.forEach(answer -> answer.completeExceptionally(new IllegalStateException("the client has left")));
    }

    Arguments await(long id, CompletableFuture<Arguments> answer, Duration time) {
        try {
            return answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            forget(id);
            throw new NoAnswer("the operation has timed out", List.of());
        } catch (InterruptedException _) {
            forget(id);
            Thread.currentThread().interrupt();
            throw new NoAnswer("interrupted while waiting", List.of());
        } catch (ExecutionException _) {
            throw new NoAnswer("the socket has been disconnected", List.of());
        }
    }

    private @Nullable CompletableFuture<Arguments> forget(long id) {
        lock.lock();
        try {
            return owed.remove(id);
        } finally {
            lock.unlock();
        }
    }
}
