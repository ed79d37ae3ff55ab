package dev.holdfast.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * Where and how a server listens.
 *
 * @param host the address to bind, {@code 0.0.0.0} or {@code ::} for all
 * @param port 0 for any free one
 * @param eventLoops how many threads move bytes; they do nothing else
 * @param grace how long the server serves on after it was told to stop, so that nobody sends it anything new by then
 * @param drain how long requests under way may take when the server stops
 * @param exempt which addresses may open any number of connections, because they stand for many clients
 */
public record Listen(
        String host, int port, int eventLoops, Duration grace, Duration drain, Predicate<InetAddress> exempt) {

    public Listen {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
        if (eventLoops < 1) {
            throw new IllegalArgumentException("a server needs an event loop");
        }
    }

    /** Listens there with as many event loops as there are processors, and drains for 20 seconds. */
    public static Listen on(String host, int port) {
        return new Listen(
                host,
                port,
                Runtime.getRuntime().availableProcessors(),
                Duration.ZERO,
                Duration.ofSeconds(20),
                _ -> false);
    }

    /** Returns the same with another time to drain. */
    public Listen draining(Duration time) {
        return new Listen(host, port, eventLoops, grace, time, exempt);
    }

    /** Returns the same with another time to serve on. */
    public Listen servingOn(Duration time) {
        return new Listen(host, port, eventLoops, time, drain, exempt);
    }

    /** Returns the same with other addresses that may open any number of connections, such as those of one's own proxies. */
    public Listen exempting(Predicate<InetAddress> addresses) {
        return new Listen(host, port, eventLoops, grace, drain, addresses);
    }
}
