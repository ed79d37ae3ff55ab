package dev.holdfast.realtime;

import dev.holdfast.realtime.engine.Parcel;
import dev.holdfast.realtime.engine.SecretId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was sent in one namespace lately, and who left it lately: a client that comes back goes on where it was (Socket.IO, "Connection
 * state recovery").
 *
 * <p>Threading: any number of threads. One lock orders what is sent, so that what a client has last seen tells all that it has seen.
 */
final class Recovery {

    private static final int MOST_PACKETS = 10_000;
    private static final long MOST_BYTES = 16L << 20;
    private static final int MOST_SESSIONS = 10_000;

    private final Space space;
    private final long keptNanos;
    private final String epoch = SecretId.next().substring(0, 8);
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Sent> log = new ArrayDeque<>();
    private final Map<String, Saved> sessions = new HashMap<>();
    private final ArrayDeque<Saved> byAge = new ArrayDeque<>();
    private long last;
    private long logBytes;

    private record Sent(long number, long at, Target target, Parcel parcel, int size) {}

    /**
     * A socket that has left.
     *
     * @param since the number of the last packet that was sent before it came
     */
    record Saved(Socket socket, long since, long at) {}

    Recovery(Space space, Duration kept) {
        this.space = space;
        this.keptNanos = kept.toNanos();
    }

    /** Sends an event with its number behind it, and keeps it unless it is volatile. */
    void send(List<?> values, Target target, Consumer<Parcel> deliver) {
        lock.lock();
        try {
            var number = target.isVolatile() ? last : ++last;
            var numbered = new ArrayList<@Nullable Object>(values);
            numbered.add(epoch + "-" + number);
            var parcel = space.parcel(numbered, target);
            if (!target.isVolatile()) {
                keep(new Sent(number, System.nanoTime(), target, parcel, parcel.bytes()));
            }
            deliver.accept(parcel);
        } finally {
            lock.unlock();
        }
    }

    private void keep(Sent sent) {
        log.add(sent);
        logBytes += sent.size();
        while (!log.isEmpty()
                && (log.size() > MOST_PACKETS
                        || logBytes > MOST_BYTES
                        || isOld(log.getFirst().at()))) {
            logBytes -= log.removeFirst().size();
        }
    }

    private boolean isOld(long at) {
        return System.nanoTime() - at > keptNanos;
    }

    /** Returns the number of the last packet. */
    long position() {
        lock.lock();
        try {
            return last;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a socket that has left, for the time it may come back in. */
    void save(Socket socket) {
        lock.lock();
        try {
            var saved = new Saved(socket, socket.track().since(), System.nanoTime());
            sessions.put(socket.track().secret(), saved);
            byAge.add(saved);
            while (!byAge.isEmpty()
                    && (byAge.size() > MOST_SESSIONS || isOld(byAge.getFirst().at()))) {
                var old = byAge.removeFirst();
                sessions.remove(old.socket().track().secret(), old);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the socket that somebody was, where nothing it has missed is forgotten yet. */
    Optional<Saved> find(String recoveryId) {
        lock.lock();
        try {
            var saved = sessions.remove(recoveryId);
            if (saved == null) {
                return Optional.empty();
            }
            byAge.remove(saved);
            return isOld(saved.at()) ? Optional.empty() : Optional.of(saved);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of the last packet a client has seen; of one that has seen none, that of its beginning. */
    Optional<Long> seen(Saved saved, Optional<String> offset) {
        if (offset.isEmpty()) {
            return Optional.of(saved.since());
        }
        var text = offset.get();
        if (!text.startsWith(epoch + "-") || text.length() > 32) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text.substring(epoch.length() + 1)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /**
     * Sends a socket what it has missed, and lets it in before anything else is sent; returns false where some of that is forgotten.
     */
    boolean resume(Socket socket, long seen, Runnable enter) {
        lock.lock();
        try {
            var oldest = log.isEmpty() ? last + 1 : log.getFirst().number();
            if (seen > last || seen < oldest - 1) {
                return false;
            }
            for (var sent : log) {
                if (sent.number() > seen && isFor(sent.target(), socket)) {
                    socket.send(sent.parcel());
                }
            }
            enter.run();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isFor(Target target, Socket socket) {
        return (target.rooms().isEmpty() || socket.isInAny(target.rooms())) && !socket.isInAny(target.except());
    }
}
