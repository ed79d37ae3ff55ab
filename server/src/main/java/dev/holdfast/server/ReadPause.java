package dev.holdfast.server;

import io.netty.channel.Channel;

/**
 * Stops reading from one channel while too much waits of what it has brought.
 *
 * <p>Threading: any; the channel is told on its event loop. From another thread it would ask for one more read, which comes even
 * where too much waits again by then.
 */
final class ReadPause implements SerialCalls.Source {

    private final Channel channel;
    private volatile boolean wanted;

    ReadPause(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void tooMuch(boolean waits) {
        wanted = waits;
        if (channel.eventLoop().inEventLoop()) {
            carryOut();
        } else {
            channel.eventLoop().execute(this::carryOut);
        }
    }

    private void carryOut() {
        channel.config().setAutoRead(!wanted);
    }
}
