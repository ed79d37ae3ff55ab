package dev.holdfast.server;

import dev.holdfast.Telemetry;
import dev.holdfast.http.Frame;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is handed over to the WebSockets of one event loop, written in batches: one wake-up for a batch, one flush for each socket of
 * it, and the bytes of a frame outside the heap once for all of them.
 *
 * <p>To write is cheap and to flush is a system call, so all that waits is written first: what many frames to one socket have in
 * common is their flush. Both are bounded, and after so many of either whatever has to be read has its turn.
 *
 * <p>Threading: any thread may add; the rest is the event loop's. Frames are written in the order in which they were added.
 */
final class Outbox {

    private static final int WRITES = 4096;
    private static final int FLUSHES = 256;

    /** From here on a batch takes so long that a moment more is not felt, and what comes in it shares the system calls. */
    private static final int MANY = 128;

    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(1);

    /** Who sends to many only now and then gains nothing from the moment. */
    private static final long LATELY = TimeUnit.MILLISECONDS.toNanos(10);

    private static final class Sending {
        private final WebSocket socket;
        private final @Nullable Frame frame;
        private @Nullable Sending next;

        Sending(WebSocket socket, @Nullable Frame frame) {
            this.socket = socket;
            this.frame = frame;
        }
    }

    private final EventExecutor loop;
    private final Telemetry telemetry;
    private final AtomicBoolean awake = new AtomicBoolean();
    /** The latest first. */
    private final AtomicReference<@Nullable Sending> handedOver = new AtomicReference<>();

    private final ArrayDeque<WebSocket> touched = new ArrayDeque<>();
    private final IdentityHashMap<Frame, ByteBuf> shared = new IdentityHashMap<>();
    private @Nullable Sending rest;
    private int writes = WRITES;
    private int flushes = FLUSHES;
    private boolean isPaused;
    private long manyAt = System.nanoTime() - LATELY;

    Outbox(EventExecutor loop, Telemetry telemetry) {
        this.loop = loop;
        this.telemetry = telemetry;
    }

    /** Writes a frame to a socket, after all that was added before. */
    void add(WebSocket socket, Frame frame) {
        add(new Sending(socket, frame));
    }

    /** Writes the farewell of a socket, after all that was added before. */
    void addFarewell(WebSocket socket) {
        add(new Sending(socket, null));
    }

    private void add(Sending sending) {
        @Nullable Sending latest;
        do {
            latest = handedOver.get();
            sending.next = latest;
        } while (!handedOver.compareAndSet(latest, sending));
        wake();
    }

    private void wake() {
        if (!awake.get() && awake.compareAndSet(false, true)) {
            try {
                loop.execute(this::work);
            } catch (RejectedExecutionException _) {
                // The server has ended, and with it every socket.
            }
        }
    }

    private void work() {
        try {
            for (var sending = next(); sending != null; sending = next()) {
                write(sending);
            }
            if (isPaused || !isToPause()) {
                flush();
            }
        } finally {
            shared.values().forEach(ByteBuf::release);
            shared.clear();
            goOn();
        }
    }

    private boolean isToPause() {
        return touched.size() >= MANY && System.nanoTime() - manyAt < LATELY;
    }

    private void flush() {
        if (touched.size() >= MANY) {
            manyAt = System.nanoTime();
        }
        for (; flushes > 0 && !touched.isEmpty(); flushes--) {
            touched.remove().flush();
        }
        isPaused = !touched.isEmpty();
    }

    private void goOn() {
        if (!isPaused && isToPause()) {
            isPaused = true;
            comeBack(MOMENT);
        } else if (writes == 0 || flushes == 0 || !touched.isEmpty()) {
            comeBack(0);
        } else {
            awake.set(false);
            if (handedOver.get() != null) {
                wake();
            }
        }
    }

    /** A task that is due comes after what has to be read, which one that is executed does not: nobody's sending keeps others waiting. */
    private void comeBack(long nanos) {
        writes = WRITES;
        flushes = FLUSHES;
        loop.schedule(this::work, nanos, TimeUnit.NANOSECONDS);
    }

    private @Nullable Sending next() {
        if (writes == 0) {
            return null;
        }
        if (rest == null) {
            rest = inOrder(handedOver.getAndSet(null));
        }
        var sending = rest;
        if (sending != null) {
            rest = sending.next;
            writes--;
        }
        return sending;
    }

    private static @Nullable Sending inOrder(@Nullable Sending latest) {
        @Nullable Sending ordered = null;
        for (var each = latest; each != null; ) {
            var before = each.next;
            each.next = ordered;
            ordered = each;
            each = before;
        }
        return ordered;
    }

    private void write(Sending sending) {
        var socket = sending.socket;
        try {
            if (sending.frame == null) {
                socket.writeFarewell();
            } else {
                write(socket, sending.frame);
            }
            if (socket.touch()) {
                touched.add(socket);
            }
        } catch (RuntimeException | OutOfMemoryError failure) {
            telemetry.failed("sending to a socket", failure);
            socket.cut();
        }
    }

    private void write(WebSocket socket, Frame frame) {
        if (socket.takes()) {
            var bytes = shared.computeIfAbsent(frame, _ -> socket.offHeap(frame.wire()));
            socket.write(bytes.retainedDuplicate());
        }
        socket.taken(frame.wire().length);
    }
}
