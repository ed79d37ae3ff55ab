package dev.holdfast.testkit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Supplier;

/** A way into a running server: over a socket, or through the memory of the process. */
final class Door implements AutoCloseable {

    private final SocketAddress address;
    private final EventLoopGroup loops;

    Door(SocketAddress address) {
        this.address = address;
        var threads = new DefaultThreadFactory("test-client", true);
        var handlers = address instanceof LocalAddress ? LocalIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(1, threads, handlers);
    }

    Channel open(Supplier<List<ChannelHandler>> handlers) {
        var opened = new Bootstrap()
                .group(loops)
                .channel(address instanceof LocalAddress ? LocalChannel.class : NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        handlers.get().forEach(channel.pipeline()::addLast);
                    }
                })
                .connect(address)
                .awaitUninterruptibly();
        if (!opened.isSuccess()) {
            throw new AssertionError("the server does not accept a connection", opened.cause());
        }
        return opened.channel();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 0, java.util.concurrent.TimeUnit.SECONDS);
    }
}
