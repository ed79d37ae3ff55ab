package dev.holdfast.realtime.engine;

import dev.holdfast.limit.Key;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** How many sessions there are, in all and of one address. Threading: any number of threads. */
final class Places {

    private final int most;
    private final int mostPerAddress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Integer> taken = new HashMap<>();
    private int all;

    Places(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    boolean hasRoomFor(InetAddress address) {
        lock.lock();
        try {
            return all < most && taken.getOrDefault(Key.of(address), 0) < mostPerAddress;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a place; returns false where there is none. */
    boolean enter(InetAddress address) {
        lock.lock();
        try {
            if (!hasRoomFor(address)) {
                return false;
            }
            all++;
            taken.merge(Key.of(address), 1, Integer::sum);
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave(InetAddress address) {
        lock.lock();
        try {
            all--;
            taken.computeIfPresent(Key.of(address), (_, count) -> count == 1 ? null : count - 1);
        } finally {
            lock.unlock();
        }
    }

    int taken() {
        lock.lock();
        try {
            return all;
        } finally {
            lock.unlock();
        }
    }
}
