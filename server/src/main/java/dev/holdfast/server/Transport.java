package dev.holdfast.server;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;

/** What carries the bytes: epoll where the system has it, NIO elsewhere, or the memory of this process. */
enum Transport {
    EPOLL,
    NIO,
    MEMORY;

    private static final String LEAK_DETECTION = "io.netty.leakDetection.level";

    static {
        // Following every hundredth buffer is for those who look for a leak, and they say so.
        if (System.getProperty(LEAK_DETECTION) == null) {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        }
    }

    static Transport ofSockets() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    EventLoopGroup loops(int threads) {
        // A program lives as long as its sockets do; memory keeps nothing alive.
        var threadFactory = new DefaultThreadFactory("event-loop", this == MEMORY);
        var handlers = switch (this) {
            case EPOLL -> EpollIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
            case MEMORY -> LocalIoHandler.newFactory();
        };
        return new MultiThreadIoEventLoopGroup(threads, threadFactory, handlers);
    }

    Class<? extends ServerChannel> serverChannel() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel.class;
            case NIO -> NioServerSocketChannel.class;
            case MEMORY -> LocalServerChannel.class;
        };
    }

    /** Says whether a file can go from disk to network without passing through the heap. */
    static boolean sendsFiles(Channel channel) {
        return !(channel instanceof io.netty.channel.local.LocalChannel);
    }
}
