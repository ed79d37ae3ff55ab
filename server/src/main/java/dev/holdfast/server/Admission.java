package dev.holdfast.server;

import dev.holdfast.app.Limits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many connections there may be, in all and from one network.
 *
 * <p>Threading: any number of threads.
 */
final class Admission {

    private static final Logger LOG = LoggerFactory.getLogger("dev.holdfast.server");
    private static final int IPV4 = 4;
    private static final long MAPPED = 0xFFFFL;

    private final Limits limits;
    private final Predicate<InetAddress> exempt;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<Network, Integer> openFrom = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final Rarely rarely = new Rarely();

    Admission(Limits limits, Predicate<InetAddress> exempt) {
        this.limits = limits;
        this.exempt = exempt;
    }

    /** What one client may have to itself: an address of IPv4, or the 64 bits of IPv6 that a provider hands out. */
    private record Network(boolean isOld, long prefix) {

        static Network of(InetAddress address) {
            var bytes = ByteBuffer.wrap(address.getAddress());
            if (bytes.remaining() == IPV4) {
                return new Network(true, bytes.getInt());
            }
            var prefix = bytes.getLong();
            return prefix == 0 && bytes.getInt() == MAPPED
                    ? new Network(true, bytes.getInt())
                    : new Network(false, prefix);
        }
    }

    /** Says whether a connection from there may be opened; whoever was told so calls {@code left} at its end. */
    boolean admits(SocketAddress from) {
        if (open.incrementAndGet() > limits.connections()) {
            open.decrementAndGet();
            refuse(from, "there are " + limits.connections() + " of them");
            return false;
        }
        if (counts(from) && openFrom.merge(network(from), 1, Integer::sum) > limits.connectionsPerAddress()) {
            left(from);
            refuse(from, "this address has " + limits.connectionsPerAddress() + " of them");
            return false;
        }
        return true;
    }

    void left(SocketAddress from) {
        open.decrementAndGet();
        if (counts(from)) {
            openFrom.computeIfPresent(network(from), (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    private void refuse(SocketAddress from, String why) {
        refused.incrementAndGet();
        if (rarely.isDue()) {
            LOG.warn("closed {} new connections at once, the last from {}: {}", refused.getAndSet(0), from, why);
        }
    }

    private boolean counts(SocketAddress from) {
        return from instanceof InetSocketAddress address && !exempt.test(address.getAddress());
    }

    private static Network network(SocketAddress from) {
        return Network.of(((InetSocketAddress) from).getAddress());
    }
}
