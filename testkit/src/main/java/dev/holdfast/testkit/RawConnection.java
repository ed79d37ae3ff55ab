package dev.holdfast.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** A connection on which a test writes any bytes it likes: a polite client cannot send rude ones. */
public final class RawConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Channel channel;
    private boolean closed;
    private int arrivals;

    RawConnection(Door door) {
        channel = door.open(() -> List.of(new Listener()));
    }

    /** Sends text as ISO 8859-1. */
    public RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes. */
    public RawConnection send(byte[] bytes) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        return this;
    }

    /** Waits until what has come satisfies the condition, and returns it as ISO 8859-1; fails after 20 seconds. */
    public String await(Predicate<String> enough) {
        return await(enough, false);
    }

    /** Waits until the server closes, and returns all that has come. */
    public String awaitClose() {
        return await(_ -> false, true);
    }

    /** Stops taking bytes from the network, so that the server sees a client that does not read. */
    public RawConnection stopReading() {
        channel.config().setAutoRead(false);
        return this;
    }

    /** Takes bytes from the network again. */
    public RawConnection startReading() {
        channel.config().setAutoRead(true);
        return this;
    }

    /** Says that no more will be sent, and goes on reading; over a socket only. */
    public RawConnection stopSending() {
        // After what was sent: writes are handed over by other threads than this one.
        channel.eventLoop().execute(() -> ((DuplexChannel) channel).shutdownOutput());
        return this;
    }

    /** Breaks the connection off, as a client does that is killed with an answer unread; in memory, closes it. */
    public void breakOff() {
        if (channel instanceof DuplexChannel) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }

    /** Returns in how many pieces bytes have come; in memory, a piece is what the server wrote at once. */
    public int arrivals() {
        lock.lock();
        try {
            return arrivals;
        } finally {
            lock.unlock();
        }
    }

    /** Says whether the server has closed. */
    public boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private String await(Predicate<String> enough, boolean untilClosed) {
        var left = PATIENCE.toNanos();
        lock.lock();
        try {
            while (!enough.test(text()) && !closed) {
                left = change.awaitNanos(left);
                if (left <= 0) {
                    throw new AssertionError("waited in vain, received: " + text());
                }
            }
            if (!untilClosed && !enough.test(text())) {
                throw new AssertionError("the server closed, received: " + text());
            }
            return text();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            lock.unlock();
        }
    }

    private String text() {
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private final class Listener extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
            note(() -> {
                arrivals++;
                received.writeBytes(ByteBufUtil.getBytes(bytes));
            });
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            note(() -> closed = true);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }

        private void note(Runnable what) {
            lock.lock();
            try {
                what.run();
                change.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
