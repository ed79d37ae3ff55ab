package dev.holdfast.limit;

import dev.holdfast.Caller;
import dev.holdfast.http.Request;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Comparator;

/**
 * Whose requests are counted together.
 *
 * <p>Keys have an order so that a table finds its way among keys that somebody has chosen for their equal hash.
 *
 * @param network an IPv4 address, or the first 64 bits of an IPv6 one, which are what one client is given
 * @param account the name of an account or caller, at most 512 characters; empty where the address alone counts
 */
public record Key(long network, String account) implements Comparable<Key> {

    private static final int LONGEST = 512;

    /** No client comes from there: it is a multicast prefix. */
    private static final long ANYWHERE = -1;

    private static final Comparator<Key> ORDER =
            Comparator.comparingLong(Key::network).thenComparing(Key::account);

    public Key {
        if (account.length() > LONGEST) {
            throw new IllegalArgumentException("an account is named by at most " + LONGEST + " characters");
        }
    }

    /** The address of a client. */
    public static Key of(InetAddress client) {
        return of(client, "");
    }

    /** An account as asked for from the address of a client. */
    public static Key of(InetAddress client, String account) {
        return new Key(networkOf(client), account);
    }

    /** The address a request comes from. */
    public static Key address(Request request) {
        return of(request.head().client());
    }

    /** The caller of a request, wherever it comes from; its address where the caller is not known. */
    public static Key caller(Request request) {
        return switch (request.caller()) {
            case Caller.Visitor() -> address(request);
            case Caller.User(var id, var _) -> new Key(ANYWHERE, "user " + id);
            case Caller.Service(var name, var _) -> new Key(ANYWHERE, "service " + name);
        };
    }

    private static long networkOf(InetAddress client) {
        var bytes = ByteBuffer.wrap(client.getAddress());
        return client instanceof Inet4Address ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }
}
