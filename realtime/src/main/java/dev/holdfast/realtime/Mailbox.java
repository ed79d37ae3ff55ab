package dev.holdfast.realtime;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Work of one socket, done piece by piece and in order on a virtual thread that exists only while there is some.
 *
 * <p>Threading: any thread may add.
 */
final class Mailbox {

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ArrayDeque<Piece> waiting;
    private @Nullable Condition hasRoom;
    private int weight;
    private boolean isRunning;

    private record Piece(Runnable work, int weight) {}

    /** Adds work at once. */
    void add(Runnable work) {
        lock.lock();
        try {
            add(new Piece(work, 0));
        } finally {
            lock.unlock();
        }
    }

    /** Adds work when there is room for it, and waits for that. */
    void put(Runnable work, int size, int most, int heaviest) throws InterruptedException {
        lock.lock();
        try {
            while (waiting != null && (waiting.size() >= most || (!waiting.isEmpty() && weight + size > heaviest))) {
                if (hasRoom == null) {
                    hasRoom = lock.newCondition();
                }
                hasRoom.await();
            }
            add(new Piece(work, size));
        } finally {
            lock.unlock();
        }
    }

    private void add(Piece piece) {
        if (waiting == null) {
            waiting = new ArrayDeque<>(2);
        }
        waiting.add(piece);
        weight += piece.weight();
        if (!isRunning) {
            isRunning = true;
            Thread.startVirtualThread(this::work);
        }
    }

    private void work() {
        for (var piece = next(); piece != null; piece = next()) {
            piece.work().run();
        }
    }

    /** An idle socket keeps no queue. */
    private @Nullable Piece next() {
        lock.lock();
        try {
            var piece = waiting == null ? null : waiting.poll();
            if (piece == null) {
                isRunning = false;
                waiting = null;
            } else {
                weight -= piece.weight();
            }
            if (hasRoom != null) {
                hasRoom.signalAll();
                if (piece == null) {
                    hasRoom = null;
                }
            }
            return piece;
        } finally {
            lock.unlock();
        }
    }
}
