package dev.holdfast.server;

import dev.holdfast.app.App;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.local.LocalAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for one program, from {@code start} until it is closed.
 *
 * <p>Threading: event loops move bytes and nothing else; every request runs on a virtual thread of its own; the requests of one
 * connection are answered one after the other, in order.
 */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.server");
    private static final Duration QUIET = Duration.ofMillis(1);

    /** As long as a connection may take to be opened when it has begun. */
    private static final Duration SETTLING = Duration.ofMillis(50);

    /** What the system may keep unsent of one connection: with megabytes of it, a slow client looks like one that has stopped. */
    private static final long UNSENT = 128 * 1024L;

    /** How much is taken from one connection at a time; a connection that waits for its turn holds so much outside the heap. */
    private static final int TAKEN = 16 * 1024;

    /** How much of an answer waits outside the heap for a client that reads slowly. */
    private static final WriteBufferWaterMark GIVEN = new WriteBufferWaterMark(16 * 1024, 32 * 1024);

    private final Channel listening;
    private final EventLoopGroup loops;
    private final Connections connections;
    private final App app;
    private final Watchdog watchdog;
    private final Listen listen;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Server(Channel listening, EventLoopGroup loops, Connections connections, App app, Listen listen) {
        this.listening = listening;
        this.loops = loops;
        this.connections = connections;
        this.app = app;
        this.watchdog = Watchdog.start(connections, app.shortestTime());
        this.listen = listen;
    }

    /**
     * Starts what the program runs beside its requests, and then to listen.
     *
     * @throws dev.holdfast.app.CannotStart where one of the program's services fails
     * @throws CannotListen where the address cannot be bound; the message says which and why
     */
    public static Server start(App app, Listen listen) {
        return bind(app, Transport.ofSockets(), new InetSocketAddress(listen.host(), listen.port()), listen);
    }

    /** Starts to listen in the memory of this process: the same pipeline without a socket, for tests. */
    public static Server inMemory(App app) {
        var listen = Listen.on("localhost", 0).draining(Duration.ofSeconds(2));
        return bind(app, Transport.MEMORY, LocalAddress.ANY, listen);
    }

    private static Server bind(App app, Transport transport, SocketAddress address, Listen listen) {
        app.start();
        var loops = transport.loops(listen.eventLoops());
        var connections = new Connections(app, loops, listen.exempt());
        var bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .handler(new AcceptPause())
                .childHandler(connections.initializer());
        if (transport != Transport.MEMORY) {
            bootstrap
                    .option(ChannelOption.SO_BACKLOG, 1024)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(64, 2048, TAKEN))
                    .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, GIVEN)
                    .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
        if (transport == Transport.EPOLL) {
            bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT);
        }
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new CannotListen(address, bound.cause());
        }
        return new Server(bound.channel(), loops, connections, app, listen);
    }

    /** Returns the port that is listened on; -1 in memory. */
    public int port() {
        return listening.localAddress() instanceof InetSocketAddress address ? address.getPort() : -1;
    }

    /** Returns the address that is listened on. */
    public SocketAddress address() {
        return listening.localAddress();
    }

    /** Blocks until the server is closed. */
    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /**
     * Stops: tells the program, ends each connection with its next answer, serves on for its time of grace, then accepts no more
     * connections and closes those that stay quiet for a moment, lets requests under way finish within the time to drain, and cuts
     * off what is left then. The program itself stays open.
     */
    @Override
    public void close() {
        app.stopping();
        connections.stop();
        waitFor(listen.grace());
        stopListening();
        var requests = connections.requests();
        var underWay = requests.underWay();
        var answered = requests.answered();
        var broken = requests.broken();
        connections.drain(listen.drain());
        var longest = Math.max(QUIET.toMillis(), listen.drain().toMillis());
        loops.shutdownGracefully(QUIET.toMillis(), longest, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
        watchdog.close();
        LOG.info(
                "stopped: {} requests were under way, {} were answered, {} broken off",
                underWay,
                requests.answered() - answered,
                requests.broken() - broken + requests.underWay());
        closed.countDown();
    }

    private void stopListening() {
        if (LastCall.isHeard(listening)) {
            var end = System.nanoTime() + listen.drain().toNanos();
            do {
                waitFor(SETTLING);
            } while (LastCall.isQueueLeft(listening) && System.nanoTime() < end);
        }
        listening.close().awaitUninterruptibly();
    }

    private static void waitFor(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
