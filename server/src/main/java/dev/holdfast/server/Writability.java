package dev.holdfast.server;

import io.netty.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Whether the client reads what it is sent; whoever writes faster than it reads waits here. */
final class Writability {

    private final Channel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    /** How often somebody was let through to write: equal amounts that wait may be different bytes. */
    private final AtomicLong passes = new AtomicLong();

    private long progress;
    private long since = System.nanoTime();

    Writability(Channel channel) {
        this.channel = channel;
    }

    /** Called on the event loop when the channel became writable, unwritable or closed. */
    void changed() {
        lock.lock();
        try {
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Called by any thread that may block. A client that reads nothing is cut off in the end, which ends this too. */
    void await() throws IOException {
        passes.incrementAndGet();
        if (channel.isWritable() && channel.isActive()) {
            return;
        }
        lock.lock();
        try {
            while (channel.isActive() && !channel.isWritable()) {
                change.await();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ClientLeft("interrupted while the client did not read");
        } finally {
            lock.unlock();
        }
        if (!channel.isActive()) {
            throw new ClientLeft("the client has left");
        }
    }

    /** Closes when bytes are pending and none has left for that time, however large the answer is. Called on the event loop. */
    void closeIfStalled(Duration allowed) {
        var now = System.nanoTime();
        var pending = channel.unsafe().outboundBuffer();
        var reached = pending == null ? 0 : passes.get() + pending.currentProgress() - pending.totalPendingWriteBytes();
        if (pending == null || pending.isEmpty() || reached != progress) {
            progress = reached;
            since = now;
        } else if (now - since > allowed.toNanos()) {
            channel.close();
        }
    }

    /** The client is gone or does not listen; nobody is to blame here. */
    static final class ClientLeft extends IOException {
        ClientLeft(String message) {
            super(message);
        }

        /** Says whether that is what a failure comes from: whoever writes may have wrapped it. */
        static boolean isBehind(Throwable failure) {
            for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
                if (each instanceof ClientLeft) {
                    return true;
                }
            }
            return false;
        }
    }
}
