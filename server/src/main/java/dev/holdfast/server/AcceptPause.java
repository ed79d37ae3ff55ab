package dev.holdfast.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a listening socket rest when the system has nothing left to accept with: asked again at once it would only say so again. */
final class AcceptPause extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.server");
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Rarely rarely = new Rarely();

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (rarely.isDue()) {
            LOG.warn(
                    "cannot accept connections for the moment: {} (are there too few file descriptors? see ulimit -n)",
                    cause.getMessage());
        }
        var listening = context.channel();
        if (listening.config().isAutoRead()) {
            listening.config().setAutoRead(false);
            listening.eventLoop().schedule(() -> resume(listening), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void resume(Channel listening) {
        listening.config().setAutoRead(true);
    }
}
