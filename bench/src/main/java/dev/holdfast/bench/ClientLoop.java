package dev.holdfast.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The one event loop that all clients live on, so that nothing they count is shared between threads. */
final class ClientLoop implements AutoCloseable {

    private static final int AT_ONCE = 16 * 1024;
    // One address has too few ports for all connections of a run.
    private static final int ADDRESSES = 8;

    private final IoHandlerFactory epoll = EpollIoHandler.newFactory();
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, this::io);
    private final EventLoop loop = group.next();
    private volatile long pause;
    private int opened;

    private IoHandler io(ThreadAwareExecutor executor) {
        return new PatientIo(epoll.newHandler(executor), () -> pause);
    }

    /** Has it look for what came in only after a pause each time, which costs the clients less and hears all the same. */
    void pausing(Duration each) {
        pause = each.toNanos();
    }

    EventLoop loop() {
        return loop;
    }

    /** Opens a connection from one of several addresses of the loopback interface, in turns. */
    ChannelFuture connect(int port, Function<Channel, ChannelHandler> client) {
        opened++;
        return new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(AT_ONCE))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(client.apply(channel));
                    }
                })
                .connect(address(1, port), address(1 + opened % ADDRESSES, 0));
    }

    private static InetSocketAddress address(int host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) host}), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
