package dev.holdfast.ops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A destination in memory that blocks, or fails, when a test wants it to. */
final class Kept implements Destination {

    private final ConcurrentLinkedQueue<String> parts = new ConcurrentLinkedQueue<>();
    private final Semaphore gate = new Semaphore(1);
    private volatile int bytesBeforeFailure = Integer.MAX_VALUE;
    private final AtomicInteger writes = new AtomicInteger();

    @Override
    public void write(ByteBuffer lines) throws IOException {
        gate.acquireUninterruptibly();
        gate.release();
        writes.incrementAndGet();
        var part = new byte[Math.min(lines.remaining(), bytesBeforeFailure)];
        lines.get(part);
        parts.add(new String(part, StandardCharsets.UTF_8));
        if (lines.hasRemaining()) {
            throw new IOException("no space left");
        }
    }

    void block() {
        gate.acquireUninterruptibly();
    }

    void unblock() {
        gate.release();
    }

    void failAfter(int bytes) {
        bytesBeforeFailure = bytes;
    }

    void work() {
        bytesBeforeFailure = Integer.MAX_VALUE;
    }

    int writes() {
        return writes.get();
    }

    String text() {
        return String.join("", parts);
    }

    List<String> lines() {
        return text().lines().toList();
    }
}
