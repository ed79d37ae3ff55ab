package dev.holdfast.server;

import io.netty.channel.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Whether the client reads what it is sent; whoever writes faster than it reads waits here. */
final class Writability {

    private final Channel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private volatile long unwritableSince;

    Writability(Channel channel) {
        this.channel = channel;
    }

    /** Called on the event loop when the channel became writable, unwritable or closed. */
    void changed() {
        unwritableSince = channel.isWritable() ? 0 : System.nanoTime();
        lock.lock();
        try {
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Called by any thread that may block. */
    void await(Duration atMost) throws IOException {
        if (channel.isWritable() && channel.isActive()) {
            return;
        }
        var left = atMost.toNanos();
        lock.lock();
        try {
            while (channel.isActive() && !channel.isWritable()) {
                if (left <= 0) {
                    throw new ClientLeft("the client does not read its answer");
                }
                left = change.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1))) <= 0
                        ? left - TimeUnit.SECONDS.toNanos(1)
                        : left;
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

    /** Called on the event loop. */
    void closeIfStalled(Duration allowed) {
        var start = unwritableSince;
        if (start != 0 && System.nanoTime() - start > allowed.toNanos()) {
            channel.close();
        }
    }

    /** The client is gone or does not listen; nobody is to blame here. */
    static final class ClientLeft extends IOException {
        ClientLeft(String message) {
            super(message);
        }
    }
}
